# Slipway's boot script for U-Boot: mkimage -A arm64 -T script -d boot.cmd boot.scr
#
# Boots the committed slot, or the slot on trial while it has attempts left. The client writes slipway_slot, slipway_trial, upgrade_available,
# bootcount and bootlimit. slipway_count says who counts attempts and where these variables are:
#   loader  in U-Boot's own environment; U-Boot counts (CONFIG_BOOTCOUNT_LIMIT, CONFIG_BOOTCOUNT_ENV). altbootcmd has to run this script too.
#   script  in U-Boot's own environment; this script counts and saves it. boot.limit is at most 9.
#   files   in two files that U-Boot only reads (slipway_env_1, slipway_env_2); this script counts in a third (boot.attempts, boot.limit at most 9).
# Whoever cannot count does not try: without a count a broken slot would be tried for ever.

if test -z "${slipway_count}"; then setenv slipway_count loader; fi
if test -z "${slipway_device}"; then setenv slipway_device mmc 0; fi
if test -z "${slipway_files}"; then setenv slipway_files 1; fi
if test -z "${slipway_part_a}"; then setenv slipway_part_a 2; fi
if test -z "${slipway_part_b}"; then setenv slipway_part_b 3; fi
if test -z "${slipway_args}"; then setenv slipway_args quiet panic=10; fi

if test "${slipway_count}" = files; then
  if test -z "${slipway_env_1}"; then setenv slipway_env_1 uboot.env; fi
  if test -z "${slipway_env_2}"; then setenv slipway_env_2 uboot-redund.env; fi
  if test -z "${slipway_env_attempts}"; then setenv slipway_env_attempts attempts.env; fi
  # leading digits of the address of one free megabyte
  if test -z "${slipway_ram}"; then setenv slipway_ram 0x410; fi
  setenv slipway_from ${slipway_device}:${slipway_files}
  # "env import -c" wants the checksum right before the data; the counter stands between them: move the checksum up by one
  setenv slipway_good_1 0
  if load ${slipway_from} ${slipway_ram}00000 ${slipway_env_1}; then
    cp.b ${slipway_ram}00004 ${slipway_ram}e0000 1
    cp.b ${slipway_ram}00000 ${slipway_ram}f0000 4
    cp.b ${slipway_ram}f0000 ${slipway_ram}00001 4
    if env import -c ${slipway_ram}00001 0x3fff slipway_probe; then setenv slipway_good_1 1; fi
  fi
  setenv slipway_good_2 0
  if load ${slipway_from} ${slipway_ram}80000 ${slipway_env_2}; then
    cp.b ${slipway_ram}80004 ${slipway_ram}e0001 1
    cp.b ${slipway_ram}80000 ${slipway_ram}f0000 4
    cp.b ${slipway_ram}f0000 ${slipway_ram}80001 4
    if env import -c ${slipway_ram}80001 0x3fff slipway_probe; then setenv slipway_good_2 1; fi
  fi
  # of two good copies that with the higher counter; 0 comes after 255
  setenv slipway_copy ${slipway_ram}00001
  if test ${slipway_good_2} = 1; then
    if test ${slipway_good_1} = 0; then setenv slipway_copy ${slipway_ram}80001; else
      if itest.b *${slipway_ram}e0001 > *${slipway_ram}e0000; then setenv slipway_copy ${slipway_ram}80001; fi
      if itest.b *${slipway_ram}e0001 == 0; then if itest.b *${slipway_ram}e0000 == 0xff; then setenv slipway_copy ${slipway_ram}80001; fi; fi
      if itest.b *${slipway_ram}e0000 == 0; then if itest.b *${slipway_ram}e0001 == 0xff; then setenv slipway_copy ${slipway_ram}00001; fi; fi
    fi
  fi
  setenv slipway_slot; setenv slipway_trial; setenv upgrade_available 0; setenv bootlimit 0; setenv slipway_trial_id
  if test ${slipway_good_1}${slipway_good_2} != 00; then
    env import -c ${slipway_copy} 0x3fff slipway_slot slipway_trial upgrade_available bootlimit slipway_trial_id
  fi
  # a count that belongs to another trial is none
  setenv slipway_this ${slipway_trial_id}
  setenv slipway_trial_id; setenv bootcount 0
  if load ${slipway_from} ${slipway_ram}f0000 ${slipway_env_attempts}; then
    env import -t ${slipway_ram}f0000 ${filesize} bootcount slipway_trial_id
  fi
  if test "${slipway_trial_id}" != "${slipway_this}"; then setenv bootcount 0; fi
  setenv slipway_trial_id ${slipway_this}
fi

if test "${slipway_slot}" != b; then setenv slipway_slot a; fi
setenv slipway_go ${slipway_slot}
if test "${upgrade_available}" = 1; then
  if test "${slipway_count}" = loader; then
    if test ${bootcount} -le ${bootlimit}; then setenv slipway_go ${slipway_trial}; fi
  elif test ${bootcount} -lt ${bootlimit}; then
    setexpr bootcount ${bootcount} + 1
    if test "${slipway_count}" = files; then
      env export -t -s 0x200 ${slipway_ram}f0000 bootcount slipway_trial_id
      if fatwrite ${slipway_from} ${slipway_ram}f0000 ${slipway_env_attempts} 0x200; then setenv slipway_go ${slipway_trial}; fi
    else
      if saveenv; then setenv slipway_go ${slipway_trial}; fi
    fi
  fi
fi

setenv slipway_part ${slipway_part_a}
if test "${slipway_go}" = b; then setenv slipway_part ${slipway_part_b}; fi
echo "slipway: slot ${slipway_go}, committed ${slipway_slot}, attempts ${bootcount} of ${bootlimit}, on trial ${upgrade_available}"
part uuid ${slipway_device}:${slipway_part} slipway_uuid
setenv bootargs "${slipway_args} root=PARTUUID=${slipway_uuid} slipway.slot=${slipway_go}"
load ${slipway_device}:${slipway_part} ${kernel_addr_r} /boot/vmlinuz
if load ${slipway_device}:${slipway_part} ${ramdisk_addr_r} /boot/initrd.img; then
  booti ${kernel_addr_r} ${ramdisk_addr_r}:${filesize} ${fdtcontroladdr}
else
  booti ${kernel_addr_r} - ${fdtcontroladdr}
fi
# a slot without a kernel has had its attempt
sleep 1
reset
