/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <yeoun/stories.h>

#include <math.h>

#include "base/base.h"

/* How far true effects of layering lie apart: half of what a song has that
 * sounds on moments two times of three (bench/story --planted: 1.0 where much
 * is written). The message has it of itself: its unit is that of all fits. */
#define LAYERING_SPREAD 0.5

const char *yn_story_word(enum yn_story_status status)
{
    static const char *const words[] = {"unknown", "layering only",
                                        "message only", "both parts"};
    return words[status];
}

/* A part in units of its spread, drawn to 0 by its own error. What is not known
 * is 0, as far off as any. */
struct part {
    double z, variance;
};

static struct part draw(double value, double sd, double spread)
{
    if (isnan(value) || isnan(sd))
        return (struct part){0, 1};
    const double z = value / spread, noise = sd / spread * (sd / spread);
    return (struct part){z / (1 + noise), noise / (1 + noise)};
}

static double place(double z)
{
    return 5 * erfc(-z / sqrt(2));
}

void yn_story_combine(const struct yn_story_parts *parts, struct yn_story *out)
{
    const bool layering = !isnan(parts->layering);
    const bool message = !isnan(parts->message);
    const struct part a =
        draw(parts->layering, parts->layering_sd, LAYERING_SPREAD);
    const struct part b = draw(parts->message, parts->message_sd, 1);
    out->status = layering  ? message ? YN_STORY_BOTH : YN_STORY_LAYERING
                  : message ? YN_STORY_MESSAGE
                            : YN_STORY_UNKNOWN;
    out->value = out->lo = out->hi = NAN;
    if (out->status == YN_STORY_UNKNOWN)
        return;
    /* The mean of the parts, in units of its own spread: sqrt(1/2). */
    const double z = (a.z + b.z) / sqrt(2);
    const double sd = sqrt((a.variance + b.variance) / 2);
    out->value = place(z);
    out->lo = place(z - YN_NORMAL_90 * sd);
    out->hi = place(z + YN_NORMAL_90 * sd);
}
