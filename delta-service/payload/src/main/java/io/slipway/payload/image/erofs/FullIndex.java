package io.slipway.payload.image.erofs;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.UnreadableImageException;

/** An index with one {@code struct z_erofs_lcluster_index} of 8 bytes for each logical cluster. */
record FullIndex(ImageBytes image, long start, long count) implements ClusterIndex {

    private static final int ENTRY = 8;

    @Override
    public long end() {
        return start + count * ENTRY;
    }

    @Override
    public LogicalCluster at(long number) throws UnreadableImageException {
        long at = start + number * ENTRY;
        LogicalCluster.Type type = LogicalCluster.Type.of(image.u16(at));
        return type == LogicalCluster.Type.NONHEAD
                ? LogicalCluster.nonhead(image.u16(at + 4))
                : LogicalCluster.head(type, image.u16(at + 2), image.u32(at + 4));
    }
}
