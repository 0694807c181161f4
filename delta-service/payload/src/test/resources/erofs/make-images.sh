#!/bin/sh
# Makes the images in this folder with features that Debian 12's mkfs.erofs lacks; needs mkfs.erofs 1.8 with zstd.
# What the files in the images contain is written to files.csv as path,size,sha256.
set -eu
cd "$(dirname -- "$0")"
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT

mkdir -p "$tree/numbers" "$tree/small"
seq 1 4000 > "$tree/numbers/first"
{ seq 1 4000; echo and more; } > "$tree/numbers/longer"
{ echo before; seq 1 3000; } > "$tree/numbers/shifted"
seq 1 2500 | gzip -9n > "$tree/numbers/noise"
{ seq 1 2000; seq 1 1500 | gzip -9n; seq 2000 3000; } > "$tree/numbers/mixed"
for i in 1 2 3 4 5 6; do seq "$i" "${i}00" > "$tree/small/$i"; done
( cd "$tree" && find . -type f | LC_ALL=C sort | while read -r file; do
    echo "${file#./},$(stat -c %s "$file"),$(sha256sum "$file" | cut -d' ' -f1)"
  done ) > files.csv

image() {
  name=$1
  shift
  mkfs.erofs -T0 -U00000000-0000-0000-0000-000000000000 --all-root --quiet "$@" "$name.erofs" "$tree"
  gzip -9nf "$name.erofs"
}
image fragments -zlz4 -Efragments
image fragments-full-index -zlz4hc -Efragments,legacy-compress
image all-fragments -zlz4hc,level=12 -C65536 -Eall-fragments
image dedupe -zlz4 -Ededupe
image everything -zlz4hc -C16384 -Efragments,dedupe,ztailpacking
image small-blocks -b512 -zlz4hc -C4096 -Efragments
image zstd -zzstd -C65536
