#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Writes the season made by hand and reads it back:
#     read_back.sh WRITE_FEEDS READ_FEEDS
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
"$1" "$dir/somewhere"
"$1" "$dir/nowhere" nowhere
"$2" "$dir/somewhere" "$dir/nowhere"
if ! diff -ru "$(dirname "$0")/expected" "$dir/somewhere" \
    -x data.schema.json; then
    echo "the files differ from tests/feeds/expected; if that is meant:"
    echo "$1 tests/feeds/expected; rm tests/feeds/expected/data.schema.json"
    echo "and read the diff before you commit it"
    exit 1
fi
