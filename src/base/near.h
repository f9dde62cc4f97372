/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Near is public: the program guesses at mistyped options with it too.
 */
#ifndef YN_BASE_NEAR_H
#define YN_BASE_NEAR_H

#include <yeoun/near.h>

#endif
