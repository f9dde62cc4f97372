/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Turns a text file into a C array at build time:
 *
 *     embed NAME INPUT OUTPUT
 *
 * The array ends in a NUL, which is not part of the file.
 */
#include <stdio.h>

static int embed(const char *name, FILE *in, FILE *out)
{
    fprintf(out, "/* Made by web/embed.c; edit the file it was made of. */\n");
    fprintf(out, "#include \"web.h\"\n\nconst char %s[] = {", name);
    int c;
    for (size_t n = 0; (c = getc(in)) != EOF; n++)
        fprintf(out, "%s%d,", n % 16 ? " " : "\n    ", c < 128 ? c : c - 256);
    fprintf(out, "\n    0,\n};\n");
    return ferror(in) || ferror(out);
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: embed NAME INPUT OUTPUT\n");
        return 2;
    }
    FILE *in = fopen(argv[2], "rb");
    FILE *out = in ? fopen(argv[3], "wb") : NULL;
    if (!in || !out) {
        perror(in ? argv[3] : argv[2]);
        if (in)
            fclose(in);
        return 1;
    }
    int failed = embed(argv[1], in, out);
    failed |= fclose(in);
    failed |= fclose(out);
    if (failed)
        fprintf(stderr, "%s: could not be written whole\n", argv[3]);
    return failed ? 1 : 0;
}
