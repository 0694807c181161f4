package io.slipway.client.slot.partition;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;

import io.slipway.payload.apply.ReadableTarget;

/**
 * A GPT: a header in the second sector and a copy in the last one, each with an array of entries and checksums of both (UEFI 2.10, 5.3). The copy counts
 * only where the first is damaged. Limits hold before anything is allocated: an array has at most 1 MiB.
 */
final class GuidPartitionTable {

    private static final long SIGNATURE = 0x5452_4150_2049_4645L; // "EFI PART"
    private static final int LEAST_HEADER_BYTES = 92;
    private static final int LEAST_ENTRY_BYTES = 128;
    private static final int MOST_ARRAY_BYTES = 1 << 20;
    private static final int LABEL_BYTES = 72;

    private final ReadableTarget disk;
    private final int sectorBytes;

    GuidPartitionTable(ReadableTarget disk, int sectorBytes) {
        this.disk = disk;
        this.sectorBytes = sectorBytes;
    }

    List<Partition> partitions() throws IOException {
        try {
            return partitions(1);
        } catch (PartitionTableException damaged) {
            try {
                return partitions(disk.capacity() / sectorBytes - 1);
            } catch (PartitionTableException copyDamaged) {
                throw new PartitionTableException("both copies of the GPT are damaged: the first: "
                        + damaged.getMessage() + "; the second: " + copyDamaged.getMessage());
            }
        }
    }

    private List<Partition> partitions(long headerSector) throws IOException {
        ByteBuffer header = header(headerSector);
        long arraySector = header.getLong(72);
        long number = header.getInt(80) & 0xffff_ffffL;
        long entryBytes = header.getInt(84) & 0xffff_ffffL;
        if (entryBytes < LEAST_ENTRY_BYTES || entryBytes % 8 != 0 || number * entryBytes > MOST_ARRAY_BYTES) {
            throw new PartitionTableException(number + " entries of " + entryBytes + " bytes are not supported");
        }
        int arrayBytes = (int) (number * entryBytes);
        long sectors = disk.capacity() / sectorBytes;
        if (arraySector < 2 || arraySector >= sectors || arraySector * sectorBytes > disk.capacity() - arrayBytes) {
            throw new PartitionTableException("its entries lie outside of the disk");
        }
        ByteBuffer array = PartitionTable.bytes(disk, arraySector * sectorBytes, arrayBytes);
        if (crc(array.array()) != header.getInt(88)) {
            throw new PartitionTableException("the checksum of its entries is wrong");
        }
        List<Partition> partitions = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            ByteBuffer entry =
                    array.slice((int) (i * entryBytes), (int) entryBytes).order(ByteOrder.LITTLE_ENDIAN);
            if (entry.getLong(0) != 0 || entry.getLong(8) != 0) {
                partitions.add(partition(i + 1, entry, sectors));
            }
        }
        return partitions;
    }

    private ByteBuffer header(long sector) throws IOException {
        ByteBuffer header = PartitionTable.bytes(disk, sector * sectorBytes, sectorBytes);
        int headerBytes = header.getInt(12);
        if (header.getLong(0) != SIGNATURE) {
            throw new PartitionTableException("sector " + sector + " has no header");
        }
        if (headerBytes < LEAST_HEADER_BYTES || headerBytes > sectorBytes) {
            throw new PartitionTableException("its header has " + headerBytes + " bytes");
        }
        int expected = header.getInt(16);
        byte[] covered = new byte[headerBytes];
        header.get(0, covered);
        ByteBuffer.wrap(covered).putInt(16, 0);
        if (crc(covered) != expected) {
            throw new PartitionTableException("the checksum of its header is wrong");
        }
        if (header.getLong(24) != sector) {
            throw new PartitionTableException("its header is meant for sector " + header.getLong(24));
        }
        return header;
    }

    private Partition partition(int number, ByteBuffer entry, long sectors) throws PartitionTableException {
        long first = entry.getLong(32);
        long last = entry.getLong(40);
        if (first < 1 || last < first || last >= sectors) {
            throw new PartitionTableException(
                    "partition " + number + " has sectors " + first + " to " + last + " of " + sectors);
        }
        return new Partition(
                number,
                first * sectorBytes,
                (last - first + 1) * sectorBytes,
                uuid(entry).toString(),
                label(entry));
    }

    /** The first three groups are little-endian (UEFI 2.10, appendix A). */
    private static UUID uuid(ByteBuffer entry) {
        long high = ((entry.getInt(16) & 0xffff_ffffL) << 32)
                | ((entry.getShort(20) & 0xffffL) << 16)
                | (entry.getShort(22) & 0xffffL);
        return new UUID(high, Long.reverseBytes(entry.getLong(24)));
    }

    private static String label(ByteBuffer entry) {
        byte[] text = new byte[LABEL_BYTES];
        entry.get(56, text);
        String label = new String(text, StandardCharsets.UTF_16LE);
        int end = label.indexOf('\0');
        return end < 0 ? label : label.substring(0, end);
    }

    private static int crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
