/**
 * Block devices of Linux: found in {@code /sys/class/block}, {@code /proc/self/mountinfo} and the partition tables, opened as slots.
 */
@NullMarked
package io.slipway.client.slot.device.file;

import org.jspecify.annotations.NullMarked;
