#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Writes the sheet made by hand and reads it back:
#     read_back.sh WRITE_CUES READ_CUES
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
"$1" "$dir"
"$2" "$dir"
if ! diff -ru "$(dirname "$0")/expected" "$dir"; then
    echo "the files differ from tests/cues/expected; if that is meant:"
    echo "$1 tests/cues/expected; and read the diff before you commit it"
    exit 1
fi
