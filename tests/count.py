#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a testlog.json of Meson; prints `PASSED FAILED` on standard output and
what the failing tests wrote on standard error. A test that was skipped showed
nothing, so it counts as failed."""
import json
import sys


def main(build, path):
    passed = failed = 0
    with open(path, encoding="utf-8") as log:
        for line in log:
            test = json.loads(line)
            if test["result"] in ("OK", "EXPECTEDFAIL"):
                passed += 1
                continue
            failed += 1
            print(f"FAILED  {build}: {test['name']} ({test['result']})",
                  file=sys.stderr)
            for stream in ("stdout", "stderr"):
                text = test.get(stream, "").rstrip()
                if text:
                    print(text[-20000:], file=sys.stderr)
    print(passed, failed)


main(*sys.argv[1:])
