# SPDX-License-Identifier: GPL-3.0-or-later
"""What a program costs: its time and memory, and how they grow."""
import math
import os
import subprocess
import sys
import time


def measure(argv, out=subprocess.DEVNULL, cores=None):
    """Wall seconds, processor seconds and peak MiB of a program, which may run
    on these cores only."""
    start = time.monotonic()
    # pylint: disable=consider-using-with,subprocess-popen-preexec-fn
    process = subprocess.Popen(
        [str(a) for a in argv], stdout=out, stdin=subprocess.DEVNULL,
        preexec_fn=cores and (lambda: os.sched_setaffinity(0, cores)))
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    # 1: nothing found, which is an answer.
    if process.returncode not in (0, 1):
        sys.exit(f'{" ".join(map(str, argv))[:200]} failed')
    return (time.monotonic() - start, usage.ru_utime + usage.ru_stime,
            usage.ru_maxrss / 1024)


def decode(paths):
    """What ffmpeg takes merely to decode these, one after the other."""
    wall = processor = 0.0
    for path in paths:
        seconds, cpu, _ = measure(['ffmpeg', '-nostdin', '-v', 'error', '-i',
                                   path, '-f', 'null', '-'])
        wall, processor = wall + seconds, processor + cpu
    return wall, processor, 0.0


def slope(points):
    """Least-squares slope of log y against log x: 1 is linear."""
    logs = [(math.log(x), math.log(y)) for x, y in points]
    mean_x = sum(x for x, _ in logs) / len(logs)
    mean_y = sum(y for _, y in logs) / len(logs)
    return (sum((x - mean_x) * (y - mean_y) for x, y in logs) /
            sum((x - mean_x) ** 2 for x, _ in logs))
