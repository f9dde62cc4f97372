#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Publishes season folders with the program and reads all files back:
#     published.sh YEOUN READ_FEEDS SEASON...
set -eu
yeoun=$1
read=$2
shift 2
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
n=0
for season; do
    n=$((n + 1))
    site=$dir/site-$n
    "$yeoun" publish -q -o "$site" "$season"
    "$yeoun" publish -q -o "$dir/again-$n" "$season"
    diff -r "$site" "$dir/again-$n"
    "$yeoun" publish -q --format hugo -o "$dir/hugo-$n" "$season"
    mv "$dir/hugo-$n" "$site/hugo"
    "$yeoun" tally --json "$season" >"$site/tally.json"
    "$read" "$site"
done
