#!/bin/sh
# Makes slipway-client_VERSION_ARCHITECTURE.deb of the executable.
#
# usage: build.sh [--version VERSION] [EXECUTABLE [FOLDER]]
#
# EXECUTABLE: what ./slipway native builds, edge-client/target/slipway-client. FOLDER: where the package goes, edge-client/target. VERSION: that of pom.xml.
# The same executable gives the same package, byte by byte; SOURCE_DATE_EPOCH is the date of its files.
set -eu
umask 022
LC_ALL=C
export LC_ALL

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
client=$(dirname "$(dirname "$here")")

fail() {
  printf 'The Debian package cannot be made: %s\n' "$1" >&2
  exit 1
}

version=
[ "${1:-}" != --version ] || { version=${2:?--version needs a version}; shift 2; }
executable=${1:-$client/target/slipway-client}
target=${2:-$client/target}
[ -x "$executable" ] || fail "there is no executable $executable; ./slipway native builds it."
for tool in dpkg-deb:dpkg readelf:binutils gzip:gzip; do
  command -v "${tool%%:*}" >/dev/null || fail "there is no ${tool%%:*}; apt-get install ${tool#*:}"
done

# 0.1.0-SNAPSHOT comes before 0.1.0: deb-version(7).
[ -n "$version" ] || version=$(sed -n 's,^    <version>\(.*\)</version>$,\1,p' "$client/pom.xml" | head -n 1 | sed 's/-/~/')
case $(readelf --file-header "$executable" | sed -n 's/^ *Machine: *//p') in
  *X86-64) architecture=amd64 ;;
  AArch64) architecture=arm64 ;;
  *) fail "$executable is for a processor that this script does not know." ;;
esac
# The newest symbol version of the C library that the executable uses; relative relocations came with 2.36.
glibc=$(readelf --version-info "$executable" | sed 's/GLIBC_ABI_DT_RELR/GLIBC_2.36/' | grep -o 'GLIBC_[0-9][0-9.]*' | sort -uV | tail -n 1 | cut -d _ -f 2)

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
documentation=$root/usr/share/doc/slipway-client
install -D -m 755 "$executable" "$root/usr/bin/slipway-client"
install -D -m 644 "$here/../slipway-client.service" "$root/lib/systemd/system/slipway-client.service"
for unit in "$here"/../systemd/*.service; do
  install -m 644 "$unit" "$root/lib/systemd/system/"
done
install -D -m 644 "$here/../udev/90-slipway-media.rules" "$root/lib/udev/rules.d/90-slipway-media.rules"
install -D -m 640 "$here/../client.properties" "$root/etc/slipway/client.properties"
install -D -m 644 "$client/README.md" "$documentation/README.md"
install -D -m 644 "$here/copyright" "$documentation/copyright"
mkdir "$root/DEBIAN"
install -m 644 "$here/conffiles" "$root/DEBIAN/conffiles"
install -m 755 "$here/postinst" "$here/prerm" "$here/postrm" "$root/DEBIAN/"
sed "s/@VERSION@/$version/; s/@ARCHITECTURE@/$architecture/; s/@GLIBC@/$glibc/; s/@SIZE@/$(du --apparent-size -sk "$root" | cut -f 1)/" \
  "$here/control.in" >"$root/DEBIAN/control"
(cd "$root" && find usr lib etc -type f -exec md5sum {} + | sort -k 2 >DEBIAN/md5sums)

SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-1767225600}
export SOURCE_DATE_EPOCH
find "$root" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
package=$target/slipway-client_${version}_$architecture.deb
mkdir -p "$target"
dpkg-deb --root-owner-group -Zxz --build "$root" "$package" >/dev/null
echo "$package"
