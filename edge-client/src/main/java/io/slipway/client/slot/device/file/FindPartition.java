package io.slipway.client.slot.device.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.slipway.client.slot.SlotAddress;
import io.slipway.client.slot.device.BlockDevice;
import io.slipway.client.slot.partition.Partition;
import io.slipway.client.slot.partition.PartitionTable;
import io.slipway.payload.apply.file.FileTargetDevice;

/**
 * Finds a partition by what the partition tables of all disks say, which needs no udev. A name that two partitions have means neither of them: udev would
 * link to the one that came last, for example on a stick that the device was installed from.
 */
final class FindPartition {

    private static final int SECTOR_BYTES = 512;

    private final KernelFiles kernel;
    private final Known devices;

    FindPartition(KernelFiles kernel, Known devices) {
        this.kernel = kernel;
        this.devices = devices;
    }

    /** Knows all devices. */
    interface Known {

        List<BlockDevice> all() throws IOException;
    }

    BlockDevice byLabel(String label) throws IOException {
        return one(
                new SlotAddress.PartitionLabel(label).toString(), p -> p.label().equals(label));
    }

    BlockDevice byUuid(String uuid) throws IOException {
        return one(new SlotAddress.PartitionUuid(uuid).toString(), p -> p.uuid().equals(uuid));
    }

    private BlockDevice one(String what, Predicate<Partition> matches) throws IOException {
        List<BlockDevice> found = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        List<BlockDevice> all = devices.all();
        for (BlockDevice disk : all) {
            List<BlockDevice> partitions = all.stream()
                    .filter(d -> d.disk().filter(disk.name()::equals).isPresent())
                    .toList();
            if (!partitions.isEmpty()) {
                for (Partition partition : table(disk, unreadable)) {
                    if (matches.test(partition)) {
                        found.add(device(partition, disk, partitions));
                    }
                }
            }
        }
        return switch (found.size()) {
            case 0 ->
                throw new IOException("no partition is " + what
                        + (unreadable.isEmpty() ? "" : "; not read: " + String.join("; ", unreadable)));
            case 1 -> found.getFirst();
            default -> throw new IOException("more than one partition is " + what + ": " + found);
        };
    }

    /** A disk that cannot be read has no partitions: it may be one that a slot has nothing to do with. */
    private List<Partition> table(BlockDevice disk, List<String> unreadable) throws IOException {
        long sectorBytes = KernelFiles.number(directory(disk).resolve("queue/logical_block_size"), SECTOR_BYTES);
        try (FileTargetDevice content = FileTargetDevice.openReadOnly(disk.node())) {
            return PartitionTable.read(content, (int) Math.min(sectorBytes, Integer.MAX_VALUE))
                    .partitions();
        } catch (IOException e) {
            unreadable.add(disk + ": " + e.getMessage());
            return List.of();
        }
    }

    private Path directory(BlockDevice device) {
        return kernel.sys().resolve("class/block").resolve(device.name());
    }

    /** The kernel may have read another table than the one that is there now: both must say the same of this partition. */
    private BlockDevice device(Partition partition, BlockDevice disk, List<BlockDevice> partitions) throws IOException {
        for (BlockDevice device : partitions) {
            if (KernelFiles.number(directory(device).resolve("partition"), 0) == partition.number()) {
                if (KernelFiles.number(directory(device).resolve("start"), 0) * SECTOR_BYTES == partition.firstByte()
                        && device.bytes() == partition.bytes()) {
                    return device;
                }
                throw new IOException(
                        "the kernel has " + device + " elsewhere than the partition table of " + disk + " says");
            }
        }
        throw new IOException("the kernel does not know partition " + partition.number() + " of " + disk);
    }
}
