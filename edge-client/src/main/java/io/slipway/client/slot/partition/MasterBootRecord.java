package io.slipway.client.slot.partition;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import io.slipway.payload.apply.ReadableTarget;

/**
 * The table in the first sector of a disk: four entries of 16 bytes at byte 446, of which one may lead to a chain of further sectors with one logical
 * partition each. A PARTUUID is made of the disk's signature at byte 440 and the partition's number.
 */
final class MasterBootRecord {

    /** Logical partitions that the kernel looks at, with some reserve. */
    private static final int LONGEST_CHAIN = 256;

    private static final int ENTRIES = 446;
    private static final int ENTRY_BYTES = 16;
    private static final int PROTECTIVE = 0xee;

    private final ReadableTarget disk;
    private final int sectorBytes;

    MasterBootRecord(ReadableTarget disk, int sectorBytes) {
        this.disk = disk;
        this.sectorBytes = sectorBytes;
    }

    private record Entry(int type, long first, long sectors) {

        static Entry at(ByteBuffer sector, int index) {
            int at = ENTRIES + index * ENTRY_BYTES;
            return new Entry(
                    sector.get(at + 4) & 0xff,
                    sector.getInt(at + 8) & 0xffff_ffffL,
                    sector.getInt(at + 12) & 0xffff_ffffL);
        }

        boolean isExtended() {
            return type == 0x05 || type == 0x0f || type == 0x85;
        }
    }

    /** Whether the sector has a table; the boot sector of a filesystem has the same signature, but no such entries. */
    static boolean isIn(ByteBuffer sector) {
        if ((sector.getShort(510) & 0xffff) != 0xaa55) {
            return false;
        }
        for (int i = 0; i < 4; i++) {
            if ((sector.get(ENTRIES + i * ENTRY_BYTES) & 0x7f) != 0) {
                return false;
            }
        }
        return true;
    }

    static boolean isProtective(ByteBuffer sector) {
        for (int i = 0; i < 4; i++) {
            if (Entry.at(sector, i).type() == PROTECTIVE) {
                return true;
            }
        }
        return false;
    }

    List<Partition> partitions() throws IOException {
        ByteBuffer sector = PartitionTable.bytes(disk, 0, sectorBytes);
        int signature = sector.getInt(440);
        List<Partition> partitions = new ArrayList<>();
        long extended = 0;
        for (int i = 0; i < 4; i++) {
            Entry entry = Entry.at(sector, i);
            if (entry.sectors() == 0) {
                continue;
            }
            if (entry.isExtended()) {
                extended = extended == 0 ? entry.first() : extended;
            } else if (entry.type() != 0) {
                partitions.add(partition(i + 1, signature, entry.first(), entry.sectors()));
            }
        }
        if (extended > 0) {
            addLogical(partitions, signature, extended);
        }
        return partitions;
    }

    /** Each sector of the chain has its partition relative to itself and the next sector relative to the first of the chain. */
    private void addLogical(List<Partition> partitions, int signature, long extended) throws IOException {
        long at = extended;
        for (int number = 5; number < 5 + LONGEST_CHAIN; number++) {
            if (at * sectorBytes > disk.capacity() - sectorBytes) {
                throw new PartitionTableException("the chain of logical partitions leads behind the end of the disk");
            }
            ByteBuffer sector = PartitionTable.bytes(disk, at * sectorBytes, sectorBytes);
            if (!isIn(sector)) {
                throw new PartitionTableException("sector " + at + " of the chain of logical partitions is damaged");
            }
            Entry partition = Entry.at(sector, 0);
            if (partition.sectors() > 0 && partition.type() != 0) {
                partitions.add(partition(number, signature, at + partition.first(), partition.sectors()));
            }
            Entry next = Entry.at(sector, 1);
            if (next.sectors() == 0 || !next.isExtended()) {
                return;
            }
            at = extended + next.first();
        }
        throw new PartitionTableException("the chain of logical partitions has more than " + LONGEST_CHAIN + " links");
    }

    private Partition partition(int number, int signature, long first, long sectors) throws IOException {
        if ((first + sectors) * sectorBytes > disk.capacity()) {
            throw new PartitionTableException("partition " + number + " reaches behind the end of the disk");
        }
        return new Partition(
                number, first * sectorBytes, sectors * sectorBytes, "%08x-%02x".formatted(signature, number), "");
    }
}
