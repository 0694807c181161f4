#!/bin/sh
# Makes the image pairs of `./slipway bench delta` from real Debian packages, without root privileges:
#
#   packages of an edition ──▶ root filesystem as a folder ──▶ ext4, squashfs (gzip, xz, zstd), erofs
#
#   pair         from       to        what changes
#   security     released   updated   everything that Debian has mended since its release, the kernel and the initrd among it
#   application  previous   updated   the application's packages alone
#   major        updated    next      the whole system: Debian 12 to Debian 13
#
# usage: delta-pairs.sh [--mirror URL] FOLDER [PAIR...]
#
# Afterwards FOLDER/PAIR has from.FORM, to.FORM (FORM: ext4, squashfs-gzip, squashfs-xz, squashfs-zstd, erofs), the folders from and to with the files themselves
# (links into FOLDER/editions), and FOLDER/editions/EDITION/packages says which package files with which digest are inside.
# What is there is kept: an edition is made again only if this script, its packages or the tools that make images are others. The packages of an edition stay
# those that were current when it was made first; remove FOLDER/editions to begin anew.
# Two runs over the same packages with the same tools make the same bytes.
# Functions whose bodies are in round brackets have variables of their own.
set -eu
umask 022
LC_ALL=C
TZ=UTC
export LC_ALL TZ

# What every edition is made of; apt adds what these depend on.
wanted='base-files base-passwd bash coreutils dash dpkg findutils grep gzip hostname init-system-helpers libc-bin login mount passwd perl-base sed tar
  util-linux systemd systemd-sysv systemd-timesyncd udev kmod e2fsprogs dosfstools procps busybox-static initramfs-tools-core
  iproute2 iputils-ping nftables ca-certificates openssl openssh-server curl sudo dbus network-manager wpasupplicant bluez avahi-daemon
  python3 vim-tiny git rsync strace tcpdump sqlite3 nginx-light redis-server mosquitto linux-image-cloud-amd64'
application='redis-server redis-tools nginx nginx-common nginx-light'

forms='ext4 squashfs-gzip squashfs-xz squashfs-zstd erofs'
slot=$((512 << 20))   # bytes of every ext4 image: all editions go into the same slot
date=1767225600       # of everything that has no date of its own: 2026-01-01
uuid=5c1b6f4e-2d1a-4d0c-9b3f-000000000001
seed=5c1b6f4e-2d1a-4d0c-9b3f-000000000002
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

fail() {
  printf '%s\n' "$1" >&2
  exit "${2:-1}"
}

say() {
  printf -- '- %s\n' "$1" >&2
}

# --- what is needed ---------------------------------------------------------------------------------------------------------------------------------------

PATH=$PATH:/usr/sbin:/sbin

require() (
  missing=
  while [ $# -gt 0 ]; do
    command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
    shift 2
  done
  [ -z "$missing" ] || fail "The image pairs cannot be made, because programs are missing; this brings them: apt-get install$missing"
  [ -e "$keyring" ] || fail "The image pairs cannot be made, because Debian's keys are missing from $keyring; apt-get install debian-archive-keyring"
)

require apt-get apt dpkg-deb dpkg tar tar cpio cpio zstd zstd mke2fs e2fsprogs debugfs e2fsprogs mksquashfs squashfs-tools mkfs.erofs erofs-utils flock util-linux xz xz-utils

# --- what is wanted ---------------------------------------------------------------------------------------------------------------------------------------

mirror=${SLIPWAY_DEBIAN_MIRROR:-}
[ "${1:-}" != --mirror ] || { mirror=${2:?}; shift 2; }
[ $# -gt 0 ] || fail 'usage: delta-pairs.sh [--mirror URL] FOLDER [PAIR...]' 2
mkdir -p "$1"
top=$(cd "$1" && pwd -P)
shift
[ $# -gt 0 ] || set -- security application major
self=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)/$(basename -- "$0")

# Address of an archive by its label, as apt of this machine is configured, or below the mirror that was named.
archive() {
  if [ -n "$mirror" ]; then
    case $1 in Debian) echo "${mirror%/}/debian" ;; *) echo "${mirror%/}/debian-security" ;; esac
    return
  fi
  # shellcheck disable=SC2016
  apt-get indextargets --format '$(REPO_URI) $(LABEL)' 'Created-By: Packages' 'Origin: Debian' |
    sed -n "s,/* $1\$,,p" | head -n 1
}

# --- packages ---------------------------------------------------------------------------------------------------------------------------------------------

suites_of() {
  case $1 in
    released) echo 'Debian:bookworm' ;;
    updated | previous) echo 'Debian:bookworm Debian:bookworm-updates Debian-Security:bookworm-security' ;;
    next) echo 'Debian:trixie Debian:trixie-updates Debian-Security:trixie-security' ;;
  esac
}

# apt with package lists and a state of its own: nothing of this machine's package management is read or changed.
apt_in() (
  state=$1
  shift
  apt-get -qq -y -o Dir::Etc::SourceList="$state/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::State::Lists="$state/lists" -o Dir::State::status="$state/status" -o Dir::State::extended_states="$state/extended" \
    -o Dir::Cache="$state/cache" -o APT::Architecture=amd64 -o APT::Architectures=amd64 -o APT::Install-Recommends=false \
    -o APT::Sandbox::User="$(id -un)" -o Acquire::Languages=none -o Acquire::ForceHash=SHA256 -o Acquire::Retries=2 -o APT::Update::Error-Mode=any \
    -o APT::Update::Post-Invoke-Success::= "$@"
)

# Lines "file digest" of the packages of an edition, for FOLDER/editions/EDITION/packages.
resolve() (
  state=$top/apt/$1
  mkdir -p "$state/lists/partial" "$state/cache/none/partial"
  : >"$state/status"
  : >"$state/sources.list"
  for suite in $(suites_of "$1"); do
    address=$(archive "${suite%%:*}")
    [ -n "$address" ] || fail "The image pairs cannot be made, because apt knows no source of ${suite%%:*}; name a mirror: --mirror URL."
    echo "deb [signed-by=$keyring] $address ${suite#*:} main" >>"$state/sources.list"
  done
  apt_in "$state" update
  # shellcheck disable=SC2086
  apt_in "$state" -o Dir::Cache::archives="$state/cache/none" install --print-uris $wanted >"$state/uris"
  sed -n 's/^.* \([^ ]*\.deb\) [0-9]* SHA256:\([0-9a-f]*\)$/\1 \2/p' "$state/uris" | sort
)

name_of() {
  printf '%s' "${1%%_*}"
}

# The packages of "previous" are those of "updated", but for the application's, which are those of "released".
previous() {
  sort -u "$top/editions/updated/packages" | while read -r file digest; do
    is_application "$file" || echo "$file $digest"
  done
  while read -r file digest; do
    ! is_application "$file" || echo "$file $digest"
  done <"$top/editions/released/packages"
}

is_application() {
  case " $application " in *" $(name_of "$1") "*) return 0 ;; *) return 1 ;; esac
}

list_packages() (
  folder=$top/editions/$1
  [ -s "$folder/packages" ] && return
  mkdir -p "$folder"
  case $1 in
    previous)
      list_packages released
      list_packages updated
      previous | sort >"$top/editions/previous/packages.new"
      ! cmp -s "$top/editions/previous/packages.new" "$top/editions/updated/packages" ||
        fail "Debian has no update of the application ($application) today, so the pair would be two times the same."
      ;;
    *) resolve "$1" >"$folder/packages.new" ;;
  esac
  [ -s "$top/editions/$1/packages.new" ] || fail "apt names no packages for $1."
  mv "$top/editions/$1/packages.new" "$top/editions/$1/packages"
)

fetch() (
  case $1 in
    previous)
      fetch released
      fetch updated
      return
      ;;
  esac
  state=$top/apt/$1
  mkdir -p "$top/packages/partial"
  absent=
  while read -r file digest; do
    [ -e "$top/packages/$file" ] || absent=1
  done <"$top/editions/$1/packages"
  if [ -n "$absent" ]; then
    say "fetching the packages of $1"
    # shellcheck disable=SC2086
    apt_in "$state" -o Dir::Cache::archives="$top/packages" install --download-only $wanted
  fi
  (cd "$top/packages" && sed 's/^\(.*\) \(.*\)$/\2  \1/' "$top/editions/$1/packages" | sha256sum --check --quiet --strict) >&2 ||
    fail "The packages of $1 are no longer those that its images were made of; remove $top/editions to begin anew."
)

# --- root filesystem --------------------------------------------------------------------------------------------------------------------------------------

unpack() (
  root=$1
  for folder in bin sbin lib lib64; do
    mkdir -p "$root/usr/$folder"
    ln -s "usr/$folder" "$root/$folder"
  done
  mkdir -p "$root/var/lib/dpkg/info"
  while read -r file _; do
    deb=$top/packages/$file
    dpkg-deb --fsys-tarfile "$deb" |
      tar --extract --keep-directory-symlink --no-same-owner --same-permissions --directory "$root"
    register "$deb" "$root"
  done <"$2"
)

# What dpkg would have written about an installed package.
register() (
  name=$(dpkg-deb --field "$1" Package)
  info=$2/var/lib/dpkg/info
  {
    printf 'Package: %s\nStatus: install ok installed\n' "$name"
    dpkg-deb --field "$1" | grep -v '^Package:'
    echo
  } >>"$2/var/lib/dpkg/status"
  dpkg-deb --control "$1" "$info/new"
  for part in md5sums conffiles postinst postrm preinst prerm triggers; do
    [ ! -e "$info/new/$part" ] || mv "$info/new/$part" "$info/$name.$part"
  done
  rm -r "$info/new"
  dpkg-deb --fsys-tarfile "$1" | tar --list | sed 's,^\.,,; s,/$,,; s,^$,/.,' >"$info/$name.list"
)

# depmod of the root filesystem itself, with its own libraries: the machine needs no kmod, and the result does not depend on its version.
depmod_of() {
  libraries=$1/usr/lib/x86_64-linux-gnu
  "$libraries/ld-linux-x86-64.so.2" --library-path "$libraries" --argv0 depmod "$1/usr/bin/kmod" --basedir "$2" "$(kernel_of "$1")"
}

kernel_of() {
  (cd "$1/usr/lib/modules" && echo *)
}

# An initrd as initramfs-tools makes it: the drivers that might be needed to find the root filesystem, the programs that look for it, and their libraries.
make_initrd() (
  root=$1
  kernel=$(kernel_of "$root")
  inside=$2
  mkdir -p "$inside/usr/bin" "$inside/usr/lib/x86_64-linux-gnu" "$inside/usr/lib/modules/$kernel" "$inside/dev" "$inside/proc" "$inside/sys" "$inside/run" "$inside/etc"
  for link in bin:usr/bin sbin:usr/bin lib:usr/lib lib64:usr/lib64; do
    ln -s "${link#*:}" "$inside/${link%%:*}"
  done
  ln -s lib/x86_64-linux-gnu "$inside/usr/lib64"
  for program in busybox kmod udevadm mount blkid fsck e2fsck logsave modprobe; do
    for folder in bin sbin; do
      [ ! -e "$root/usr/$folder/$program" ] || cp -a "$root/usr/$folder/$program" "$inside/usr/bin/"
    done
  done
  ln -sf kmod "$inside/usr/bin/modprobe"
  ln -s busybox "$inside/usr/bin/sh"
  cp -a "$root/usr/lib/x86_64-linux-gnu/systemd" "$inside/usr/lib/x86_64-linux-gnu/"
  for library in ld-linux-x86-64 libc libcrypto liblzma libzstd libblkid libmount libselinux libpcre2-8 libe2p libext2fs libcom_err libuuid libcap libacl libudev libgcc_s; do
    for file in "$root/usr/lib/x86_64-linux-gnu/$library.so."*; do
      [ ! -e "$file" ] || cp -a "$file" "$inside/usr/lib/x86_64-linux-gnu/"
    done
  done
  cp -a "$root/usr/lib/udev" "$inside/usr/lib/udev"
  (cd "$root/usr/lib/modules/$kernel" &&
    find kernel/fs kernel/crypto kernel/lib kernel/arch/x86/crypto kernel/drivers/block kernel/drivers/scsi kernel/drivers/ata kernel/drivers/nvme kernel/drivers/virtio \
      kernel/drivers/net kernel/drivers/md kernel/drivers/nvdimm kernel/drivers/hid kernel/drivers/usb -type f 2>/dev/null | sort |
    cpio --quiet --create --format newc) | (cd "$inside/usr/lib/modules/$kernel" && cpio --quiet --extract --make-directories --preserve-modification-time)
  cp -a "$root/usr/lib/modules/$kernel/modules.builtin" "$root/usr/lib/modules/$kernel/modules.builtin.modinfo" \
    "$root/usr/lib/modules/$kernel/modules.order" "$inside/usr/lib/modules/$kernel/"
  find "$inside/usr/lib/modules" -name '*.ko.xz' -exec xz --decompress {} +
  depmod_of "$root" "$inside"
  cat >"$inside/init" <<'TEXT'
#!/bin/sh
mount -t proc proc /proc && mount -t sysfs sysfs /sys && mount -t devtmpfs udev /dev
udevadm trigger --type=subsystems --action=add && udevadm settle
exec run-init /root /sbin/init
TEXT
  chmod 755 "$inside/init"
  settle_dates "$inside"
  (cd "$inside" && find . | sort | cpio --quiet --create --format newc --owner 0:0 --reproducible) |
    zstd -q -9 -T1 -c >"$root/boot/initrd.img-$kernel"
)

# Folders and what was written here have no date of their own.
settle_dates() {
  find "$1" -type d -exec touch --date="@$date" {} +
  find "$1" -newermt "@$marked" ! -type d -exec touch --no-dereference --date="@$date" {} +
}

make_tree() (
  edition=$1
  root=$top/editions/$edition/tree
  marked=$(date +%s)
  unpack "$root" "$top/editions/$edition/packages"
  for file in passwd group; do
    cp "$root/usr/share/base-passwd/$file.master" "$root/etc/$file"
  done
  printf 'debian %s\n' "$edition" >"$root/etc/slipway-release"
  rm -rf "$root/usr/share/locale"
  kernel=$(kernel_of "$root")
  [ -e "$root/boot/vmlinuz-$kernel" ] || fail "The packages of $edition hold no kernel."
  depmod_of "$root" "$root"
  make_initrd "$root" "$top/editions/$edition/initrd"
  rm -rf "$top/editions/$edition/initrd"
  settle_dates "$root"
)

# --- images -----------------------------------------------------------------------------------------------------------------------------------------------

# In a user namespace where this user is root, if this is not root anyway: then the files of the image belong to root.
as_root() {
  if [ "$(id -u)" = 0 ] || ! unshare --map-root-user true 2>/dev/null; then
    "$@"
  else
    unshare --map-root-user "$@"
  fi
}

make_ext4() (
  E2FSPROGS_FAKE_TIME=$date
  export E2FSPROGS_FAKE_TIME
  as_root mke2fs -q -F -t ext4 -b 4096 -I 256 -i 16384 -m 0 -U "$uuid" -L rootfs \
    -O none,has_journal,ext_attr,resize_inode,dir_index,filetype,extent,64bit,flex_bg,sparse_super,large_file,huge_file,dir_nlink,extra_isize,metadata_csum \
    -E "root_owner=0:0,lazy_itable_init=0,lazy_journal_init=0,hash_seed=$seed" -d "$1" "$2" $((slot / 4096)) >/dev/null
  # mke2fs copies the times of access and of change, which say when the folder was unpacked.
  total=$(dumpe2fs -h "$2" 2>/dev/null | sed -n 's/^Inode count: *//p')
  free=$(dumpe2fs -h "$2" 2>/dev/null | sed -n 's/^Free inodes: *//p')
  number=11
  while [ "$number" -le $((total - free)) ]; do
    printf 'set_inode_field <%d> atime @%d\nset_inode_field <%d> ctime @%d\n' "$number" "$date" "$number" "$date"
    number=$((number + 1))
  done | debugfs -w -f - "$2" >/dev/null 2>&1
  debugfs -R "stat <$((total - free))>" "$2" 2>/dev/null | grep -q "ctime: 0x$(printf %x "$date"):" || fail "debugfs could not set the dates in $2."
)

make_squashfs() {
  mksquashfs "$1" "$2" -comp "$3" -b 131072 -all-root -no-xattrs -no-progress -quiet -mkfs-time "$date" -processors 2
}

make_image() {
  case $1 in
    ext4) make_ext4 "$2" "$3" ;;
    squashfs-*) make_squashfs "$2" "$3" "${1#squashfs-}" ;;
    erofs) mkfs.erofs --quiet -zlz4hc -T"$date" -U"$uuid" --all-root "$3" "$2" ;;
  esac
}

# Everything that the bytes of an edition depend on.
recipe() {
  sha256sum <"$self"
  cat "$top/editions/$1/packages"
  mke2fs -V 2>&1 | head -n 1
  mksquashfs -version | head -n 1
  mkfs.erofs -V 2>&1 | head -n 1
  zstd -V
}

make_edition() (
  edition=$1
  folder=$top/editions/$edition
  list_packages "$edition"
  recipe "$edition" >"$folder/recipe.new"
  if cmp -s "$folder/recipe" "$folder/recipe.new"; then
    rm "$folder/recipe.new"
    return
  fi
  fetch "$edition"
  rm -rf "$folder/recipe" "$folder/tree" "$folder/initrd"
  say "unpacking $(wc -l <"$folder/packages") packages of $edition"
  make_tree "$edition"
  for form in $forms; do
    say "making $form of $edition"
    rm -f "$folder/$form.new"
    make_image "$form" "$folder/tree" "$folder/$form.new"
    mv -f "$folder/$form.new" "$folder/$form"
  done
  mv "$folder/recipe.new" "$folder/recipe"
)

# What is right already stays untouched: someone may be reading it.
link_pair() (
  mkdir -p "$top/$1"
  for side in "from:$2" "to:$3"; do
    link=$top/$1/${side%%:*}
    edition=${side#*:}
    [ -L "$link" ] || ln -s "../editions/$edition/tree" "$link"
    for form in $forms; do
      # shellcheck disable=SC3013
      [ "$link.$form" -ef "$top/editions/$edition/$form" ] || ln -f "$top/editions/$edition/$form" "$link.$form"
    done
  done
)

make_pair() {
  make_edition "$2"
  make_edition "$3"
  link_pair "$@"
}

exec 9>"$top/lock"
flock -n 9 || fail "Another delta-pairs.sh is at work in $top; wait for it."
for pair in "$@"; do
  case $pair in
    security) make_pair security released updated ;;
    application) make_pair application previous updated ;;
    major) make_pair major updated next ;;
    *) fail "There is no pair $pair; there are security, application and major." 2 ;;
  esac
done
