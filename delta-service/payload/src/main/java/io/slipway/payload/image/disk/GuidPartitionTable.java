package io.slipway.payload.image.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.UnreadableImageException;

/** The partition table of UEFI, with sectors of 512 or 4096 bytes. Only the first copy is read. Source: UEFI specification, section 5.3 "GUID Partition Table (GPT) Disk Layout". */
final class GuidPartitionTable {

    private static final long SIGNATURE = 0x5452_4150_2049_4645L;
    private static final int[] SECTOR_SIZES = {512, 4096};
    private static final int SMALLEST_HEADER = 92;
    private static final int HEADER_CHECKSUM = 16;
    private static final int SMALLEST_ENTRY = 128;
    private static final int LARGEST_TABLE = 1 << 20;

    private GuidPartitionTable() {}

    /** @throws UnreadableImageException if there is none, or a checksum is wrong */
    static List<Partition> partitions(ImageBytes image) throws UnreadableImageException {
        int sectorSize = sectorSize(image);
        checkHeader(image, sectorSize);
        long entrySize = image.u32(sectorSize + 84L);
        long count = image.u32(sectorSize + 80L);
        if (entrySize < SMALLEST_ENTRY || entrySize > LARGEST_TABLE || count > LARGEST_TABLE / entrySize) {
            throw new UnreadableImageException("its partition table has " + count + " entries of " + entrySize);
        }
        long first = image.u63(sectorSize + 72L);
        if (first > image.length() / sectorSize) {
            throw new UnreadableImageException("its partition table is outside of the image");
        }
        byte[] table = image.bytes(first * sectorSize, (int) (count * entrySize));
        check(table, image.u32(sectorSize + 88L), "its partition table");
        List<Partition> partitions = new ArrayList<>();
        ImageBytes entries = ImageBytes.of(table);
        for (int i = 0; i < count; i++) {
            long at = i * entrySize;
            if (!Arrays.equals(entries.bytes(at, 16), new byte[16])) {
                long from = entries.u63(at + 32);
                long last = entries.u63(at + 40);
                partitions.add(Partition.ofSectors(i + 1, from, last - from + 1, sectorSize));
            }
        }
        return partitions;
    }

    private static int sectorSize(ImageBytes image) throws UnreadableImageException {
        for (int size : SECTOR_SIZES) {
            if (image.length() >= 2L * size && image.u63(size) == SIGNATURE) {
                return size;
            }
        }
        throw new UnreadableImageException("it has no GUID partition table, but says so");
    }

    private static void checkHeader(ImageBytes image, int sectorSize) throws UnreadableImageException {
        long length = image.u32(sectorSize + 12L);
        if (length < SMALLEST_HEADER || length > sectorSize) {
            throw new UnreadableImageException("the header of its partition table has " + length + " bytes");
        }
        byte[] header = image.bytes(sectorSize, (int) length);
        Arrays.fill(header, HEADER_CHECKSUM, HEADER_CHECKSUM + 4, (byte) 0);
        check(header, image.u32(sectorSize + (long) HEADER_CHECKSUM), "the header of its partition table");
    }

    private static void check(byte[] bytes, long stored, String what) throws UnreadableImageException {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        if (crc.getValue() != stored) {
            throw new UnreadableImageException(what + " has a wrong checksum");
        }
    }
}
