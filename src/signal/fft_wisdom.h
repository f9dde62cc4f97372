/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * FFT wisdom: written by tools/fft_wisdom.c.
 */
#ifndef YN_SIGNAL_FFT_WISDOM_H
#define YN_SIGNAL_FFT_WISDOM_H

static const char fft_wisdom[] =
    "(fftw-3.3.10 fftwf_wisdom #x9e7d4dee #xdb14fed1 #x34bf76a4 #xeb6e8fdf\n"
    "  (fftwf_codelet_n2bv_8_avx 0 #x10048 #x10048 #x0 #x9f8111ac #xdd78bd4f "
    "#xffc4df96 #xd5f3321f)\n"
    "  (fftwf_dft_vrank_geq1_register 0 #x10048 #x10048 #x0 #xeef42dfb "
    "#xe819072e #xc0956ac1 #x4d0340a1)\n"
    "  (fftwf_codelet_t3bv_8_avx 0 #x10048 #x10048 #x0 #x257746e6 #xa31870a8 "
    "#xca5b8a3e #x7ba31d58)\n"
    "  (fftwf_codelet_r2cb_2 2 #x10048 #x10048 #x0 #x7f5a06d4 #xbbd267ba "
    "#x076d0d30 #x77313448)\n"
    "  (fftwf_codelet_t2bv_32_avx 0 #x10048 #x10048 #x0 #x696e9c0b #xc05fd21d "
    "#x1f4a7e92 #xd211f3bb)\n"
    "  (fftwf_dft_vrank_geq1_register 0 #x10048 #x10048 #x0 #x5b99e76a "
    "#x83090b5f #x44b05035 #xb1085ff0)\n"
    "  (fftwf_codelet_t2bv_8_avx 0 #x10048 #x10048 #x0 #xb578e74d #x80c955ca "
    "#x2a95580b #x9831e15c)\n"
    "  (fftwf_codelet_r2cbIII_2 2 #x10048 #x10048 #x0 #xb5b58fa7 #x36a578a1 "
    "#x4bde1cea #x6f56d1f3)\n"
    "  (fftwf_codelet_hc2cbdft_2 0 #x10048 #x10048 #x0 #x48dbab09 #xe45176d1 "
    "#x164b6ab8 #x6ebb08ce)\n"
    "  (fftwf_codelet_t2bv_4_avx 0 #x10048 #x10048 #x0 #x92ecda84 #x1dc77dac "
    "#xe062e745 #xf023d4d0)\n"
    "  (fftwf_dft_vrank_geq1_register 0 #x10048 #x10048 #x0 #xf85ec343 "
    "#xd9d857a5 #x60a65d85 #x15c2a0ac)\n"
    ")\n";

#endif
