#!/bin/sh
# Makes what `native-image` would bring along, for machines without a GraalVM, and prints the folder that it is in:
#
#   jars     the builder                        from Maven Central, 54 MB
#   home     a copy of the JDK                  with, below lib, what follows
#   sources  the JDK's sources in C             from Debian's source package of the very same version, 74 MB
#   libraries, support                          libjava, libnet and so on as static libraries; the code in ./support
#
# usage: toolchain.sh [--sources FILE]      FILE: the JDK's sources as a tar archive, instead of Debian's
#
# JAVA_HOME names the JDK. Everything is in ${XDG_CACHE_HOME:-~/.cache}/slipway/native/VERSION-RECIPE, where RECIPE is a digest of this folder's files: what is
# there is not made again, and what an interrupted run has left half made is made anew. About 1.3 GB, of which 400 MB remain, and two minutes of a processor.
# Functions whose bodies are in round brackets have variables of their own.
set -eu
umask 022
LC_ALL=C
export LC_ALL

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

fail() {
  printf 'The native toolchain cannot be made here: %s\n' "$1" >&2
  exit "${2:-1}"
}

say() {
  printf -- '- %s\n' "$1" >&2
}

# --- what is needed ---------------------------------------------------------------------------------------------------------------------------------------

given=
case ${1:-} in
  '') ;;
  --sources) given=$(readlink -f "${2:?--sources needs a file}") ;;
  *) fail "usage: toolchain.sh [--sources FILE]" 2 ;;
esac

require() (
  missing=
  while [ $# -gt 0 ]; do
    command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
    shift 2
  done
  if command -v gcc >/dev/null 2>&1; then
    echo '#include <stdio.h>' | gcc -E - >/dev/null 2>&1 || missing="$missing libc6-dev"
    echo '#include <zlib.h>' | gcc -E - >/dev/null 2>&1 || missing="$missing zlib1g-dev"
  else
    missing="$missing libc6-dev zlib1g-dev"
  fi
  [ -z "$missing" ] || fail "programs or headers are missing; this brings them: apt-get install$missing" 3
)

require gcc gcc ar binutils mvn maven tar tar xz xz-utils flock util-linux sha256sum coreutils
[ "$(uname -sm)" = 'Linux x86_64' ] || fail "it is made for Linux on x86-64 only, and this is $(uname -sm); install a GraalVM 25 or later." 3

java=$JAVA_HOME/bin/java
# "25.0.3+9-LTS" is version 25.0.3+9.
jdk=$(sed -n 's/^JAVA_RUNTIME_VERSION="\([0-9.]*+[0-9]*\).*/\1/p' "$JAVA_HOME/release")
[ -n "$jdk" ] || fail "the file $JAVA_HOME/release does not say which version that JDK has."

recipe=$(cd "$here" && cat toolchain.sh BuilderExports.java builder/* support/*/* | sha256sum | cut -c 1-12)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/slipway/native
top=$cache/$jdk-$recipe
home=$top/home
static=$home/lib/static/linux-amd64/glibc
helpers=$home/lib/svm/clibraries/linux-amd64/glibc

# --- steps ------------------------------------------------------------------------------------------------------------------------------------------------

# step NAME TEXT: runs make_NAME unless it has run to its end before.
step() {
  [ -e "$top/$1.done" ] && return
  say "$2"
  "make_$1"
  : >"$top/$1.done"
}

make_jars() {
  rm -rf "$top/jars"
  mvn -B -q -ntp -f "$here/builder/pom.xml" dependency:copy-dependencies -DoutputDirectory="$top/jars" >"$top/jars.log" 2>&1 || {
    grep -F '[ERROR]' "$top/jars.log" | head -n 3 >&2
    fail "Maven could not fetch the builder; is there a network? $top/jars.log says more."
  }
  (cd "$top/jars" && sha256sum --check --quiet --strict "$here/builder/jars.sha256") >&2 ||
    fail "the jars in $top/jars are not those of builder/jars.sha256."
  [ "$(find "$top/jars" -name '*.jar' | wc -l)" = "$(wc -l <"$here/builder/jars.sha256")" ] ||
    fail "there are jars in $top/jars that builder/jars.sha256 does not name."
}

# A copy, not links: Java finds its home by where its files really are.
make_home() {
  rm -rf "$home"
  mkdir -p "$home"
  (cd "$JAVA_HOME" && tar --create --exclude=lib/src.zip --exclude=jmods --exclude=demo --exclude=man --exclude=legal .) | tar --extract --directory "$home"
  chmod -R u+w "$home"
  "$home/bin/java" "$here/BuilderExports.java" >"$top/exports"
}

# --- the JDK's sources ------------------------------------------------------------------------------------------------------------------------------------

# Address of one of Debian's archives by its label, as apt of this machine is configured, or below the mirror that was named.
archive() {
  if [ -n "${SLIPWAY_DEBIAN_MIRROR:-}" ]; then
    case $1 in Debian) echo "${SLIPWAY_DEBIAN_MIRROR%/}/debian" ;; *) echo "${SLIPWAY_DEBIAN_MIRROR%/}/debian-security" ;; esac
    return
  fi
  # shellcheck disable=SC2016
  apt-get indextargets --format '$(REPO_URI) $(LABEL)' 'Created-By: Packages' 'Origin: Debian' |
    sed -n "s,/* $1\$,,p" | head -n 1
}

# apt with lists and a state of its own: nothing of this machine's package management is read or changed.
apt_in() (
  state=$1
  program=$2
  shift 2
  "$program" -o Dir::Etc::SourceList="$state/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::State="$state" -o Dir::State::Lists="$state/lists" -o Dir::State::status="$state/status" -o Dir::Cache="$state/cache" \
    -o APT::Sandbox::User="$(id -un)" -o Acquire::Languages=none -o Acquire::Retries=2 -o APT::Update::Error-Mode=any \
    -o APT::Update::Post-Invoke-Success::= "$@"
)

# The source packages of the suites that were named ("Label:suite"), in Debian's signed index.
list_sources() (
  state=$1
  shift
  rm -rf "$state"
  mkdir -p "$state/lists/partial" "$state/cache"
  : >"$state/status"
  for suite in "$@"; do
    address=$(archive "${suite%%:*}")
    [ -n "$address" ] ||
      fail "apt knows no source of ${suite%%:*}; set SLIPWAY_DEBIAN_MIRROR to a Debian mirror, use --sources, or install a GraalVM 25 or later." 3
    echo "deb-src [signed-by=$keyring] $address ${suite#*:} main" >>"$state/sources.list"
  done
  apt_in "$state" apt-get -qq update >"$state/log" 2>&1 || {
    grep '^[EW]:' "$state/log" | head -n 3 >&2
    fail "Debian's list of sources could not be fetched; is there a network?"
  }
  apt_in "$state" apt-cache showsrc "openjdk-${jdk%%.*}" 2>/dev/null || true
)

# "version digest file" of every original source archive in the index.
originals() {
  awk '
    /^Version:/ { version = $2 }
    /^Checksums-Sha256:/ { digests = 1; next }
    /^[^ ]/ { digests = 0 }
    digests && $3 ~ /\.orig\.tar\.[a-z0-9]+$/ { print version, $1, $3 }'
}

fetch_sources() (
  command -v apt-get >/dev/null 2>&1 || fail "the JDK's sources come from Debian, and there is no apt-get; use --sources, or install a GraalVM 25 or later." 3
  [ -e "$keyring" ] || fail "Debian's keys are missing from $keyring; apt-get install debian-archive-keyring" 3
  state=$top/apt
  known=
  for suites in 'Debian:trixie Debian-Security:trixie-security' 'Debian:sid'; do
    # shellcheck disable=SC2086
    list_sources "$state" $suites >"$top/index"
    originals <"$top/index" >"$top/originals"
    found=$(awk -v wanted="$jdk" '{ upstream = $1; sub(/^[0-9]*:/, "", upstream); sub(/-[^-]*$/, "", upstream) } upstream == wanted' "$top/originals" | head -n 1)
    if [ -n "$found" ]; then
      # shellcheck disable=SC2086
      download $found
      return
    fi
    known="$known $(cut -d ' ' -f 1 "$top/originals" | tr '\n' ' ')"
  done
  fail "Debian has the sources of OpenJDK ($(echo "$known" | xargs | sed 's/ /, /g')), but this JDK is $jdk; install a JDK of one of these versions, use --sources, or install a GraalVM."
)

# download VERSION DIGEST FILE. That the other parts of the source package may be gone from the mirror does not matter: the digest decides.
download() {
  mkdir -p "$cache/downloads"
  (cd "$cache/downloads" && apt_in "$state" apt-get -qq source --download-only "openjdk-${jdk%%.*}=$1") >"$top/download.log" 2>&1 || true
  echo "$2  $cache/downloads/$3" | sha256sum --check --quiet --strict >/dev/null 2>&1 || {
    rm -f "$cache/downloads/$3"
    grep '^E:' "$top/download.log" | head -n 3 >&2
    fail "Debian's $3 could not be fetched, or has another digest than its signed index says; $top/download.log says more."
  }
  echo "$cache/downloads/$3"
}

make_sources() {
  rm -rf "$top/jdk"
  mkdir -p "$top/jdk"
  archive_file=$given
  [ -n "$archive_file" ] || archive_file=$(fetch_sources)
  tar --extract --file "$archive_file" --directory "$top/jdk" --strip-components=1 --wildcards '*/src/*' '*/make/conf/version-numbers.conf'
  numbers=$(sed -n 's/^DEFAULT_VERSION_\(FEATURE\|INTERIM\|UPDATE\|PATCH\)=//p' "$top/jdk/make/conf/version-numbers.conf" | tr '\n' . | sed 's/\(\.0\)*\.$//')
  [ "$numbers" = "${jdk%%+*}" ] || fail "$archive_file has the sources of OpenJDK $numbers, but this JDK is $jdk."
}

# --- libraries --------------------------------------------------------------------------------------------------------------------------------------------

# Headers of the native methods, as javac makes them, from a module's classes.
headers() (
  module=$1
  path=
  for system in share unix linux; do
    [ ! -d "$source/$module/$system/classes" ] || path=$path:$source/$module/$system/classes
  done
  # shellcheck disable=SC2046
  "$JAVA_HOME/bin/javac" -proc:none -implicit:none -nowarn -XDignore.symbol.file --patch-module "$module=${path#:}" --add-modules "$module" \
    -h "$work/headers" -d "$work/classes" \
    $(echo "$path" | tr : '\n' | sed 1d | xargs grep --recursive --files-with-matches --extended-regexp --include='*.java' '\bnative\b.*\(|@Native' | grep -v package-info)
)

# library NAME MODULE [OPTION...]: the C files of a library; of two with one name that for Linux, then that for Unix.
library() (
  name=$1
  module=$2
  shift 2
  mkdir -p "$work/$name"
  folders=
  for system in linux unix share; do
    [ ! -d "$source/$module/$system/native/lib$name" ] || folders="$folders $(find "$source/$module/$system/native/lib$name" -type d | tr '\n' ' ')"
  done
  for folder in $folders; do
    echo "-I$folder"
  done >"$work/$name.includes"
  # shellcheck disable=SC2086
  find $folders -maxdepth 1 -name '*.c' | awk -F / '!seen[$NF]++' |
    xargs --max-procs="$(nproc)" --max-args=4 sh -c 'cd "$0" && exec gcc "$@"' "$work/$name" "@$work/options" "@$work/$name.includes" "-DLIBRARY_NAME=$name" "$@" -c
  rm -f "$static/lib$name.a"
  ar rcs "$static/lib$name.a" "$work/$name"/*.o
)

# What the JDK's own build says to its compiler about versions and the system.
options() {
  short=${jdk%%+*}
  rest=$short.0.0.0
  for part in FEATURE INTERIM UPDATE PATCH; do
    echo "-DVERSION_$part=${rest%%.*}"
    rest=${rest#*.}
  done
  cat <<TEXT
-O2 -g0 -fPIC -w -pthread -fvisibility=hidden -ffunction-sections -fdata-sections
-fno-strict-aliasing -fno-delete-null-pointer-checks -fno-lifetime-dse
-D_GNU_SOURCE -D_REENTRANT -D_LARGEFILE64_SOURCE -D_FILE_OFFSET_BITS=64 -D_LITTLE_ENDIAN -D_LP64=1
-DLINUX -Damd64 -DARCH='"amd64"' -DARCHPROPNAME='"amd64"' -DNDEBUG -DRELEASE -DSTATIC_BUILD=1
-DVERSION_EXTRA1=0 -DVERSION_EXTRA2=0 -DVERSION_EXTRA3=0 -DVERSION_BUILD=${jdk#*+} -DVERSION_PRE='""' -DVERSION_OPT='""'
-DVERSION_STRING='"$jdk"' -DVERSION_NUMBER='"$short"' -DVERSION_SHORT='"$short"' -DVERSION_SPECIFICATION='"${jdk%%.*}"'
-DVENDOR='"Slipway"' -DVENDOR_VERSION_STRING='""' -DVENDOR_URL='""' -DVENDOR_URL_BUG='""' -DVENDOR_URL_VM_BUG='""' -DCOMPANY_NAME='"N/A"'
-DLAUNCHER_NAME='"openjdk"' -DPRODUCT_NAME='"OpenJDK"' -DPRODUCT_SUFFIX='"Runtime"' -DHOTSPOT_VM_DISTRO='"OpenJDK"'
-I$work/headers -I$home/include -I$home/include/linux -I$source/hotspot/share/include -I$source/hotspot/os/posix/include
-I$source/java.base/share/native/include -I$source/java.base/unix/native/include -I$source/java.base/share/native/libjava -I$source/java.base/unix/native/libjava
TEXT
}

make_libraries() {
  source=$top/jdk/src
  work=$top/work
  net="-I$source/java.base/share/native/libnet -I$source/java.base/unix/native/libnet -I$source/java.base/linux/native/libnet"
  rm -rf "$work" "$static"
  mkdir -p "$work/headers" "$work/classes" "$static"
  for module in java.base java.management jdk.management jdk.net java.prefs jdk.security.auth; do
    headers "$module"
  done
  options >"$work/options"
  library java java.base
  # shellcheck disable=SC2086
  library nio java.base $net
  library net java.base
  library zip java.base -DUSE_MMAP -UDEBUG -DHAVE_UNISTD_H
  library verify java.base
  # shellcheck disable=SC2086
  library extnet jdk.net $net
  library management java.management
  library management_ext jdk.management "-I$source/java.management/share/native/libmanagement"
  library prefs java.prefs
  library jaas jdk.security.auth
  rm -f "$top/sources.done"
  rm -rf "$work" "$top/jdk" "$top/apt" "$top/index" "$top/originals"
}

# support LIBRARY FILE...: a static library of our own C code.
support() (
  name=$1
  shift
  mkdir "$work/$name"
  cd "$work/$name"
  gcc -std=gnu11 -O2 -fPIC -Wall -Wextra -Werror -ffunction-sections -fdata-sections -I"$home/include" -I"$home/include/linux" -c "$@"
  ar rcs "$helpers/lib$name.a" ./*.o
)

make_support() {
  work=$top/work
  rm -rf "$work" "$home/lib/svm"
  mkdir -p "$work" "$helpers/include" "$home/lib/svm/clibraries/include" "$home/lib/svm/builder/lib"
  cp "$here"/support/libchelper/*.h "$helpers/include/"
  cp "$here"/support/libchelper/*.h "$home/lib/svm/clibraries/include/"
  rm -rf "$top/foreign"
  "$JAVA_HOME/bin/javac" -proc:none -Xlint:all -Werror -d "$top/foreign" -cp "$(find "$top/jars" -name '*.jar' | paste -sd :)" "$here"/support/foreign/*.java
  cp "$here/support/foreign/reachability-metadata.json" "$top/foreign/"
  support libchelper "$here"/support/libchelper/*.c
  support jvm "$here"/support/libjvm/*.c
  gcc -std=gnu11 -O2 -fPIC -shared -Wall -Wextra -Werror -I"$home/include" -I"$home/include/linux" \
    -o "$home/lib/svm/builder/lib/libreporterchelper.so" "$here"/support/libreporterchelper/*.c
  rm -rf "$work"
}

mkdir -p "$top" || fail "no folder can be made in $cache."
exec 9>"$top/lock"
flock -n 9 || { say "another run makes the same toolchain; waiting for it" && flock 9; }
step jars 'fetching the builder (54 MB, from Maven Central)'
step home "copying the JDK $jdk"
[ -e "$top/libraries.done" ] || step sources "fetching the sources of OpenJDK $jdk (74 MB, from Debian)"
step libraries 'compiling the libraries of the JDK (a minute or two)'
step support 'compiling the support library'
echo "$top"
