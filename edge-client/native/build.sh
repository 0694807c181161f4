#!/bin/sh
# Makes edge-client/target/slipway-client, one executable file, of the client's jars; `./slipway native` builds those and calls this.
#
#   edge-client/target/*.jar, class-path ──▶ native-image, or the builder of toolchain.sh ──▶ edge-client/target/slipway-client
#
# usage: build.sh [--sources FILE]      FILE: see toolchain.sh
#
# A GraalVM 25 or later is used where there is one: GRAALVM_HOME, JAVA_HOME, native-image on the PATH. The executable is made again only if the jars, the options
# or the builder are others. Takes some minutes of two processors and 3 GB of memory.
set -eu
LC_ALL=C.UTF-8 # the encoding of file names that the executable will use as well
export LC_ALL

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
target=$(dirname "$here")/target
needed=25
executable=$target/slipway-client
work=$target/native

fail() {
  printf '%s\n' "$1" >&2
  exit "${2:-1}"
}

say() {
  printf -- '- %s\n' "$1" >&2
}

# The native-image of an installed GraalVM that is new enough; nothing if there is none.
find_graalvm() (
  for tool in "${GRAALVM_HOME:-}/bin/native-image" "$JAVA_HOME/bin/native-image" "$(command -v native-image || true)"; do
    [ -x "$tool" ] || continue
    version=$("$tool" --version 2>/dev/null | sed -n '1s/^[^0-9]*\([0-9]*\).*/\1/p')
    if [ "${version:-0}" -ge "$needed" ]; then
      echo "$tool"
      return
    fi
    say "$tool is version ${version:-unknown}, and $needed or later is needed"
  done
)

# The jars that Maven named when it packaged the client, by name, and the client's own.
class_path() {
  tr ':' '\n' <"$target/class-path" | awk -F / '{ print $NF "\t" $0 }' | sort | cut -f 2 | tr '\n' ':'
  find "$target" -maxdepth 1 -name 'slipway-edge-client-*.jar' ! -name '*-tests.jar'
}

options() {
  sed '/^#/d; /^$/d' "$here/image.options"
}

# What the executable depends on.
inputs() {
  echo "$builder"
  options
  cat "$here/java.security"
  printf '%s' "$jars" | tr ':' '\n' | xargs sha256sum | sed 's,  .*/,  ,'
}

# Folders with metadata in the client's jar, which native-image finds by itself.
metadata() (
  mkdir -p "$work/metadata"
  cd "$work/metadata"
  "$JAVA_HOME/bin/jar" --extract --file "$(printf '%s' "$jars" | sed 's/.*://')" META-INF/native-image
  find "$PWD" "$toolchain/foreign" -name reachability-metadata.json -printf '%h\n' | sort | paste -sd ,
)

with_graalvm() {
  # shellcheck disable=SC2046
  "$graalvm" -J-Djava.security.properties="$here/java.security" $(options) -o "$work/slipway-client" -cp "$jars" io.slipway.client.Main
}

# What native-image does before it starts the builder.
with_toolchain() {
  modules=$(find "$toolchain/jars" -name '*.jar' ! -name 'compiler-*' | sort | paste -sd :)
  compiler=$(find "$toolchain/jars" -name 'compiler-*.jar')
  # shellcheck disable=SC2046
  JVMCI_VERSION_CHECK=ignore "$toolchain/home/bin/java" -XX:+UseParallelGC -Xss10m -Xms1g -Xmx4g \
    -XX:+UnlockExperimentalVMOptions -XX:+EnableJVMCI -XX:-UseJVMCICompiler -XX:-UseJVMCINativeLibrary \
    -Djdk.internal.lambda.disableEagerInitialization=true -Dsubstratevm.IgnoreGraalVersionCheck=true \
    -Djava.system.class.loader=com.oracle.svm.hosted.NativeImageSystemClassLoader \
    -Dorg.graalvm.nativeimage.imagecode=buildtime -Dcom.oracle.graalvm.isaot=true -Djava.security.properties="$here/java.security" \
    "@$toolchain/exports" --enable-native-access=org.graalvm.nativeimage.builder \
    --add-modules=ALL-DEFAULT,org.graalvm.nativeimage.builder --upgrade-module-path "$compiler" --module-path "$modules" \
    --module org.graalvm.nativeimage.builder/com.oracle.svm.hosted.NativeImageGeneratorRunner \
    -imagecp "$toolchain/foreign:$jars" $(options) -H:Class=io.slipway.client.Main -H:Name=slipway-client -H:Path="$work" -H:TempDirectory="$work/temporary" \
    -H:CLibraryPath="$toolchain/home/lib/svm/clibraries/linux-amd64/glibc" -H:ConfigurationFileDirectories="$(metadata)" \
    -H:ImageBuildID="$(sha256sum <"$work/inputs" | sed 's/^\(.\{8\}\)\(.\{4\}\)\(.\{4\}\)\(.\{4\}\)\(.\{12\}\).*/\1-\2-\3-\4-\5/')"
}

# The executable stands alone: nothing but the C library and zlib is loaded when it starts.
check() {
  foreign=$(readelf --dynamic "$work/slipway-client" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | grep -vE '^(libc|libz|ld-linux-x86-64|libm|libdl|libpthread|librt)\.so\.' || true)
  [ -z "$foreign" ] || fail "The executable needs libraries that a device may not have: $(echo "$foreign" | xargs)"
  "$work/slipway-client" --help 2>/dev/null || [ $? = 2 ] || fail "The executable that was built does not run; $work/log says how it was built."
}

[ -e "$target/class-path" ] || fail "The client is not built: there is no file $target/class-path; ./slipway native builds it first."
jars=$(class_path)
graalvm=$(find_graalvm)
if [ -n "$graalvm" ]; then
  builder=$("$graalvm" --version | paste -sd ' ')
else
  toolchain=$(sh "$here/toolchain.sh" "$@")
  builder=$(basename "$toolchain")
fi

mkdir -p "$work"
exec 9>"$work/lock"
flock 9
inputs >"$work/inputs"
if [ -x "$executable" ] && cmp -s "$work/inputs" "$work/built"; then
  say "target/slipway-client is up to date"
  exit 0
fi
rm -rf "$work/built" "$work/metadata" "$work/temporary"
say "building target/slipway-client with $builder (some minutes; log: ${work#"$(dirname "$(dirname "$target")")/"}/log)"
if [ -n "$graalvm" ]; then with_graalvm; else with_toolchain; fi >"$work/log" 2>&1 || {
  grep -E '^Error|^Fatal|undefined reference|^Caused by' "$work/log" | sort -u | head -n 20 >&2
  fail "The executable could not be built; $work/log says more."
}
check
mv "$work/slipway-client" "$executable"
rm -rf "$work/metadata" "$work/temporary"
mv "$work/inputs" "$work/built"
say "edge-client/target/slipway-client: $(($(stat -c %s "$executable") / 1024)) KiB"
