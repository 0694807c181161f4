#!/bin/sh
# What ten consecutive versions of one image cost where the newest is kept as full payload and each older one as the delta that leads back to it:
# docs/adr/0007. Versions 1 to 10 are the editions `released` and `updated` of `./slipway bench delta` and eight in between, each with the next few
# packages that Debian has mended; the last step is the kernel with its initrd.
#
# usage: ten-versions.sh EDITIONS FOLDER
#
# EDITIONS is the folder that delta-pairs.sh made, FOLDER a new one; it takes 7 GB. Prints a table, and fails unless every version comes out of the chain bit
# for bit, and the oldest one's full payload, too.
set -eu
umask 022
LC_ALL=C
TZ=UTC
export LC_ALL TZ
PATH=$PATH:/usr/sbin:/sbin

date=1767225600
uuid=5c1b6f4e-2d1a-4d0c-9b3f-000000000001
seed=5c1b6f4e-2d1a-4d0c-9b3f-000000000002
slot=512M

# The packages that are new in versions 2 to 9, one line each; version 10 is the edition `updated`.
steps='ca-certificates
libbrotli1 libexpat1 liblzma5
libpcre2-8-0 libsasl2-2 libsasl2-modules-db libssh2-1
libperl5.36 perl-base perl-modules-5.36 perl
libpython3.11-minimal libpython3.11-stdlib python3.11-minimal python3.11
libssl3 openssl
nginx-common nginx-light nginx
redis-server redis-tools rsync'

fail() {
  printf '%s\n' "$1" >&2
  exit "${2:-1}"
}

[ $# = 2 ] || fail 'usage: ten-versions.sh EDITIONS FOLDER' 2
old=$(cd "$1/released/tree" && pwd -P)
new=$(cd "$1/updated/tree" && pwd -P)
[ ! -e "$2" ] || fail "$2 exists; name a new folder."
slipway=$(CDPATH='' cd -- "$(dirname -- "$0")/../../../.." && pwd)/slipway
mkdir -p "$2"
cd "$2"

# The files of a package below a root, and what the package manager keeps of it. In the list, bytes beyond ASCII are written as octal numbers.
files_of() {
  sed '/^\/\.$/d; s/\\\([0-3][0-7][0-7]\)/\\0\1/g' "$1/var/lib/dpkg/info/$2.list" | while IFS= read -r file; do
    printf '%b\n' "$file"
  done
  for part in "$1/var/lib/dpkg/info/$2".*; do
    printf '/var/lib/dpkg/info/%s\n' "${part##*/}"
  done
}

# Brings one package of the folder `tree` to what it is in the newest edition.
renew() {
  files_of "$new" "$1" | sort >new.list
  files_of "$old" "$1" | sort | comm -23 - new.list | while IFS= read -r file; do
    if [ -L "tree$file" ] || [ ! -d "tree$file" ]; then
      rm -f "tree$file"
    fi
  done
  while IFS= read -r file; do
    if [ -d "$new$file" ] && [ ! -L "$new$file" ]; then
      mkdir -p "tree$file"
    else
      mkdir -p "tree${file%/*}"
      rm -f "tree$file"
      cp -a "$new$file" "tree$file"
    fi
  done <new.list
}

# Version $1 from the folder `tree`; dates as a reproducible build has them, as in delta-pairs.sh.
image() {
  find tree -exec touch -h -d "@$date" '{}' +
  E2FSPROGS_FAKE_TIME=$date mke2fs -q -F -t ext4 -b 4096 -I 256 -i 16384 -m 0 -U "$uuid" -L rootfs \
    -E "root_owner=0:0,lazy_itable_init=0,hash_seed=$seed" -d tree "$1.img" "$slot" >/dev/null
  total=$(dumpe2fs -h "$1.img" 2>/dev/null | sed -n 's/^Inode count: *//p')
  free=$(dumpe2fs -h "$1.img" 2>/dev/null | sed -n 's/^Free inodes: *//p')
  number=11
  while [ "$number" -le $((total - free)) ]; do
    printf 'set_inode_field <%d> atime @%d\nset_inode_field <%d> ctime @%d\n' "$number" "$date" "$number" "$date"
    number=$((number + 1))
  done | debugfs -w -f - "$1.img" >/dev/null 2>&1
}

# Of the newest full payload.
share() {
  awk -v part="$1" -v whole="$full" 'BEGIN { printf "%.3f", part / whole }'
}

bytes() {
  wc -c <"$1" | tr -d ' '
}

cp -a "$old" tree
image 1
version=1
while IFS= read -r packages; do
  version=$((version + 1))
  for package in $packages; do
    renew "$package"
  done
  image "$version"
done <<TEXT
$steps
TEXT
rm -rf tree
cp -a "$new" tree
image 10
rm -rf tree

"$slipway" payload create --to 10.img -o 10.payload >&2
"$slipway" payload create --to 1.img -o 1.full.payload >&2
full=$(bytes 10.payload)
sum=$full
printf '| version | kept as | bytes | of the newest full payload |\n|---|---|---|---|\n| 10 | full payload | %s | 1.000 |\n' "$full"

cp 10.img made.img
version=10
while [ "$version" -gt 1 ]; do
  older=$((version - 1))
  "$slipway" payload create --from "$version.img" --to "$older.img" -o "$older.payload" >&2
  "$slipway" payload apply --source made.img --target next.img "$older.payload" >&2
  cmp -s next.img "$older.img" || fail "Version $older does not come out of the chain as it was."
  mv next.img made.img
  size=$(bytes "$older.payload")
  sum=$((sum + size))
  printf '| %s | delta from %s | %s | %s |\n' "$older" "$version" "$size" "$(share "$size")"
  version=$older
done

"$slipway" payload create --to made.img -o again.payload >&2
cmp -s again.payload 1.full.payload || fail 'The full payload of version 1 does not come out as it was.'
printf '| all | | %s | %s |\n' "$sum" "$(share "$sum")"
