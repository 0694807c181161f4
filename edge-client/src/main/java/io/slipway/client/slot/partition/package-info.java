/**
 * Reads the partition tables of disks, GPT and MBR, where no udev has done it: in an initramfs, or beside BusyBox. Called by {@code slot.device.file};
 * bytes come from a {@link io.slipway.payload.apply.ReadableTarget}.
 */
@NullMarked
package io.slipway.client.slot.partition;

import org.jspecify.annotations.NullMarked;
