/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * FFT wisdom: written by tools/fft_wisdom.c.
 */
#ifndef YN_SIGNAL_FFT_WISDOM_H
#define YN_SIGNAL_FFT_WISDOM_H

static const char fft_wisdom[] =
    "(fftw-3.3.10 fftwf_wisdom #x9e7d4dee #xdb14fed1 #x34bf76a4 #xeb6e8fdf\n"
    "  (fftwf_dft_vrank_geq1_register 0 #x10048 #x10048 #x0 #x326f18b0 "
    "#x6574b31c #x35604bc4 #x93163ede)\n"
    "  (fftwf_codelet_r2cbIII_2 2 #x10048 #x10048 #x0 #x2807071a #x99729b14 "
    "#xebb414b4 #x9665c1db)\n"
    "  (fftwf_codelet_hc2cbdft_2 0 #x10048 #x10048 #x0 #xf08e2a5e #x78bfd46c "
    "#xef447895 #xc513b0a6)\n"
    "  (fftwf_codelet_t2bv_32_avx 0 #x10048 #x10048 #x0 #x67e10501 #xa474c3f3 "
    "#x302f2a0c #x44033eab)\n"
    "  (fftwf_codelet_t2bv_32_avx 0 #x10048 #x10048 #x0 #xf522ac97 #xce75e1a1 "
    "#xf27f180b #x1e1e24b9)\n"
    "  (fftwf_codelet_r2cb_2 2 #x10048 #x10048 #x0 #xfce7a543 #x26b75e3f "
    "#x35902cd8 #x71b112ef)\n"
    "  (fftwf_codelet_n2bv_12_avx 0 #x10048 #x10048 #x0 #x83e3fa99 #x0b333df5 "
    "#x92fc8af7 #x7dfc0b74)\n"
    "  (fftwf_dft_vrank_geq1_register 0 #x10048 #x10048 #x0 #x85d6404b "
    "#x71b2865c #x523f95bc #x4ccdcaeb)\n"
    "  (fftwf_codelet_t3bv_8_avx 0 #x10048 #x10048 #x0 #xbe58e146 #x5ecdf166 "
    "#x25f0855c #x50004a04)\n"
    ")\n";

#endif
