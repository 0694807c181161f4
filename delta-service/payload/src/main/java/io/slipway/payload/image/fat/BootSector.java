package io.slipway.payload.image.fat;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.UnreadableImageException;

/**
 * What the boot sector says of sizes and places. Source: sections "Boot Sector and BPB", "FAT Type Determination".
 *
 * @param sectorSize in bytes
 * @param clusterSize in bytes
 * @param reservedLength bytes before the first table
 * @param tables copies of the allocation table
 * @param activeTable which of them is valid
 * @param tableLength of one, in bytes
 * @param rootLength bytes of the root directory, 0 if it is a chain of clusters
 * @param rootCluster first cluster of the root directory, 0 if it has a place of its own
 * @param clusters that hold data; they are numbered from 2 on, and all are inside of the image
 * @param width of an entry of the table: 12, 16 or 32 bits. Which it is follows from the number of clusters, but 32 from where the table's length stands, as
 *     Linux does it: mkfs.vfat makes FAT32 with few clusters
 */
record BootSector(
        int sectorSize,
        int clusterSize,
        long reservedLength,
        int tables,
        int activeTable,
        long tableLength,
        long rootLength,
        long rootCluster,
        long clusters,
        int width) {

    /** The number of the first cluster. */
    static final int FIRST_CLUSTER = 2;

    private static final int SIGNATURE = 0xAA55;
    private static final int SIGNATURE_OFFSET = 510;
    private static final int DIRECTORY_ENTRY = 32;
    private static final int MOST_CLUSTERS_12 = 4084;
    private static final int MOST_CLUSTERS_16 = 65_524;
    private static final int MOST_CLUSTERS_32 = 0x0FFF_FFF4;
    private static final int LARGEST_CLUSTER = 1 << 18;

    static boolean isAt(ImageBytes image) {
        try {
            int sectorSize = image.u16(11);
            int clusterSectors = image.u8(13);
            int media = image.u8(21);
            return (image.u8(0) == 0xEB || image.u8(0) == 0xE9)
                    && image.u16(SIGNATURE_OFFSET) == SIGNATURE
                    && isPowerOfTwo(sectorSize)
                    && sectorSize >= 512
                    && sectorSize <= 4096
                    && isPowerOfTwo(clusterSectors)
                    && image.u16(14) != 0
                    && image.u8(16) != 0
                    && (media == 0xF0 || media >= 0xF8);
        } catch (UnreadableImageException e) {
            return false;
        }
    }

    /** @throws UnreadableImageException if it is none, or a number cannot be */
    static BootSector read(ImageBytes image) throws UnreadableImageException {
        if (!isAt(image)) {
            throw new UnreadableImageException("it has no boot sector of a FAT filesystem");
        }
        int sectorSize = image.u16(11);
        boolean wide = image.u16(22) == 0;
        long reserved = image.u16(14);
        int tables = image.u8(16);
        long tableSectors = wide ? image.u32(36) : image.u16(22);
        long rootSectors = ((long) image.u16(17) * DIRECTORY_ENTRY + sectorSize - 1) / sectorSize;
        long sectors = image.u16(19) != 0 ? image.u16(19) : image.u32(32);
        long dataSectors = sectors - reserved - tables * tableSectors - rootSectors;
        int clusterSize = sectorSize * image.u8(13);
        long clusters = dataSectors * sectorSize / clusterSize;
        int flags = wide ? image.u16(40) : 0;
        BootSector boot = new BootSector(
                sectorSize,
                clusterSize,
                reserved * sectorSize,
                tables,
                (flags & 0x80) == 0 ? 0 : flags & 0xF,
                tableSectors * sectorSize,
                rootSectors * sectorSize,
                wide ? image.u32(44) : 0,
                clusters,
                wide ? 32 : clusters <= MOST_CLUSTERS_12 ? 12 : 16);
        boot.check(image.length(), sectors * sectorSize, wide);
        return boot;
    }

    long tableOffset(int copy) {
        return reservedLength + copy * tableLength;
    }

    long rootOffset() {
        return tableOffset(tables);
    }

    /** Where a cluster lies; it has to be one that exists. */
    long clusterOffset(long cluster) {
        return rootOffset() + rootLength + (cluster - FIRST_CLUSTER) * clusterSize;
    }

    private void check(long imageLength, long length, boolean wide) throws UnreadableImageException {
        require(length <= imageLength, "it is cut off: " + imageLength + " bytes of " + length);
        require(wide ? rootLength == 0 : rootLength > 0, "its root directory has an impossible place");
        require(clusters > 0, "it has no room for data");
        require(clusters <= (wide ? MOST_CLUSTERS_32 : MOST_CLUSTERS_16), "it has too many clusters: " + clusters);
        require(clusterSize <= LARGEST_CLUSTER, "its clusters are too large: " + clusterSize);
        require(tableLength * 8 / width >= clusters + FIRST_CLUSTER, "its allocation table is too short");
        require(activeTable < tables, "its allocation table " + activeTable + " does not exist");
    }

    private static void require(boolean condition, String otherwise) throws UnreadableImageException {
        if (!condition) {
            throw new UnreadableImageException(otherwise);
        }
    }

    private static boolean isPowerOfTwo(int number) {
        return Integer.bitCount(number) == 1;
    }
}
