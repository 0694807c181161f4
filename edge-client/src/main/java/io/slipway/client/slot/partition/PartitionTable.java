package io.slipway.client.slot.partition;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

import io.slipway.payload.apply.ReadableTarget;

/**
 * The partitions of a disk. A disk with a protective MBR has a GPT, and nothing else counts then (UEFI 2.10, 5.2.3); the kernel decides alike.
 *
 * @param partitions in the order of their numbers
 */
public record PartitionTable(List<Partition> partitions) {

    public PartitionTable {
        partitions = List.copyOf(partitions);
    }

    /**
     * Reads the table; no partitions if there is none.
     *
     * @param sectorBytes size of a logical block of the disk: 512 to 4096
     * @throws PartitionTableException if both copies of a GPT are damaged, or the chain of an MBR is
     */
    public static PartitionTable read(ReadableTarget disk, int sectorBytes) throws IOException {
        if (sectorBytes < 512 || sectorBytes > 4096 || Integer.bitCount(sectorBytes) != 1) {
            throw new PartitionTableException("a logical block of " + sectorBytes + " bytes is not supported");
        }
        if (disk.capacity() < 2L * sectorBytes) {
            return new PartitionTable(List.of());
        }
        ByteBuffer first = bytes(disk, 0, sectorBytes);
        if (!MasterBootRecord.isIn(first)) {
            return new PartitionTable(List.of());
        }
        return new PartitionTable(
                MasterBootRecord.isProtective(first)
                        ? new GuidPartitionTable(disk, sectorBytes).partitions()
                        : new MasterBootRecord(disk, sectorBytes).partitions());
    }

    /** {@code length} bytes from {@code position} in little-endian order. */
    static ByteBuffer bytes(ReadableTarget disk, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        disk.read(position, buffer);
        return buffer.flip();
    }
}
