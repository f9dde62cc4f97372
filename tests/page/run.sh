#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The page in a real browser: run.sh YEOUN PLAYED (see played.c)
#
# The tools are installed as package-lock.json pins them, and only when that
# file is not the one they were installed from.
set -eu
yeoun=$(realpath "$1")
played=$(realpath "$2")
cd "$(dirname "$0")"

stamp=node_modules/.yeoun-lock
if ! cmp -s package-lock.json "$stamp"; then
    echo "installing the page tests' tools"
    npm ci --no-fund --no-audit --loglevel=error
    cp package-lock.json "$stamp"
fi
exec node main.mjs "$yeoun" "$played"
