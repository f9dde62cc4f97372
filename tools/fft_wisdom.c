/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Makes src/signal/fft_wisdom.h: the fastest plan found for the transform that
 * takes most of a scan's time. It takes a minute or two and an idle machine:
 *
 *     cc tools/fft_wisdom.c -lfftw3f -o fft_wisdom
 *     ./fft_wisdom > src/signal/fft_wisdom.h && clang-format -i
 *     src/signal/fft_wisdom.h
 */
#include <fftw3.h>
#include <stdio.h>

#define SIZE 196608

int main(void)
{
    float *real = fftwf_malloc(SIZE * sizeof(*real));
    fftwf_complex *bins = fftwf_malloc((SIZE / 2 + 1) * sizeof(*bins));
    if (!real || !bins ||
        !fftwf_plan_dft_c2r_1d(SIZE, bins, real, FFTW_PATIENT))
        return 1;
    const char *wisdom = fftwf_export_wisdom_to_string();
    puts("/* SPDX-License-Identifier: GPL-3.0-or-later\n"
         " *\n"
         " * FFT wisdom: written by tools/fft_wisdom.c.\n"
         " */\n"
         "#ifndef YN_SIGNAL_FFT_WISDOM_H\n"
         "#define YN_SIGNAL_FFT_WISDOM_H\n");
    printf("static const char fft_wisdom[] =");
    for (const char *c = wisdom; *c;) {
        printf("\n    \"");
        for (; *c && *c != '\n'; c++)
            putchar(*c);
        if (*c == '\n') {
            printf("\\n");
            c++;
        }
        printf("\"");
    }
    puts(";\n\n#endif");
    return 0;
}
