/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * That this program builds is the test; see meson.build.
 */
int main(void)
{
    return 0;
}
