package io.slipway.client.slot.device;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A disk, a partition, or a device that the device mapper or a loop makes.
 *
 * @param name the kernel's, for example {@code mmcblk0p2}
 * @param node by which it is opened, for example {@code /dev/mmcblk0p2}
 * @param bytes its size
 * @param disk the kernel's name of the disk that it is a partition of; empty for a whole disk
 */
public record BlockDevice(
        String name, DeviceNumber number, Path node, long bytes, boolean readOnly, Optional<String> disk) {

    /** Whether writing to one may change the other: they are the same, or one is a partition of the other. */
    public boolean overlaps(BlockDevice other) {
        return number.equals(other.number)
                || disk.filter(other.name::equals).isPresent()
                || other.disk.filter(name::equals).isPresent();
    }

    @Override
    public String toString() {
        return node.toString();
    }
}
