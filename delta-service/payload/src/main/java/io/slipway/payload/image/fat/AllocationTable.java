package io.slipway.payload.image.fat;

import java.util.BitSet;
import java.util.stream.IntStream;

import io.slipway.payload.image.FileRuns;
import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.UnreadableImageException;

/**
 * Follows chains of clusters. A cluster that is in two chains, or twice in one, is damage or an attempt to keep the reader busy. Not thread-safe. Source:
 * section "FAT Data Structure".
 */
final class AllocationTable {

    private static final int END_OF_CHAIN = 0x0FFF_FFF8;

    private final ImageBytes image;
    private final BootSector boot;
    private final BitSet claimed = new BitSet();

    AllocationTable(ImageBytes image, BootSector boot) {
        this.image = image;
        this.boot = boot;
    }

    /** A file of {@code size} bytes; what its chain has more is left out. */
    ImageFile file(String path, long firstCluster, long size) throws UnreadableImageException {
        long needed = (size + boot.clusterSize() - 1) / boot.clusterSize();
        int[] chain = chain(path, firstCluster, needed);
        if (chain.length < needed) {
            throw new UnreadableImageException(
                    path + " has " + chain.length + " clusters, but its size needs " + needed);
        }
        return asFile(path, chain, size);
    }

    /** A directory, whose size is that of its chain. */
    ImageFile directory(String path, long firstCluster) throws UnreadableImageException {
        int[] chain = chain(path, firstCluster, boot.clusters());
        return asFile(path, chain, (long) chain.length * boot.clusterSize());
    }

    private ImageFile asFile(String path, int[] chain, long size) throws UnreadableImageException {
        FileRuns runs = new FileRuns(size);
        for (int i = 0; i < chain.length; i++) {
            runs.add((long) i * boot.clusterSize(), boot.clusterOffset(chain[i]), boot.clusterSize());
        }
        return runs.toFile(path);
    }

    private int[] chain(String path, long firstCluster, long atMost) throws UnreadableImageException {
        IntStream.Builder chain = IntStream.builder();
        long cluster = firstCluster;
        for (long i = 0; i < atMost && (i == 0 || cluster < END_OF_CHAIN); i++) {
            if (cluster < BootSector.FIRST_CLUSTER || cluster >= boot.clusters() + BootSector.FIRST_CLUSTER) {
                throw new UnreadableImageException(
                        path.replace(ImageFile.METADATA_PREFIX, "") + " has a cluster that does not exist: " + cluster);
            }
            if (claimed.get((int) cluster)) {
                throw new UnreadableImageException("cluster " + cluster + " is used twice");
            }
            claimed.set((int) cluster);
            chain.add((int) cluster);
            cluster = next(cluster);
        }
        return chain.build().toArray();
    }

    /** The entry of a cluster; special values are those of FAT32, whatever the width. */
    private long next(long cluster) throws UnreadableImageException {
        long table = boot.tableOffset(boot.activeTable());
        return switch (boot.width()) {
            case 12 -> {
                int pair = image.u16(table + cluster + cluster / 2);
                yield widened(cluster % 2 == 0 ? pair & 0xFFF : pair >> 4, 0xFF7);
            }
            case 16 -> widened(image.u16(table + cluster * 2), 0xFFF7);
            default -> image.u32(table + cluster * 4) & 0x0FFF_FFFF;
        };
    }

    private static long widened(int entry, int bad) {
        return entry < bad ? entry : entry - bad + END_OF_CHAIN - 1;
    }
}
