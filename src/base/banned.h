/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Functions that are not used here, because each has a safer sibling. Included
 * by every .c file through base.h, so that a use does not compile.
 */
#ifndef YN_BASE_BANNED_H
#define YN_BASE_BANNED_H

#define YN_BANNED(name) yn_do_not_use_##name

#undef strcpy
#define strcpy(a, b) YN_BANNED(strcpy)
#undef strcat
#define strcat(a, b) YN_BANNED(strcat)
#undef strncpy
#define strncpy(a, b, c) YN_BANNED(strncpy)
#undef strncat
#define strncat(a, b, c) YN_BANNED(strncat)
#undef sprintf
#define sprintf(...) YN_BANNED(sprintf)
#undef vsprintf
#define vsprintf(...) YN_BANNED(vsprintf)
#undef strtok
#define strtok(a, b) YN_BANNED(strtok)
#undef gmtime
#define gmtime(a) YN_BANNED(gmtime)
#undef localtime
#define localtime(a) YN_BANNED(localtime)
#undef atoi
#define atoi(a) YN_BANNED(atoi)
#undef atof
#define atof(a) YN_BANNED(atof)

#endif
