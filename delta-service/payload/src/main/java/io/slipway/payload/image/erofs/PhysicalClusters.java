package io.slipway.payload.image.erofs;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.slipway.payload.image.PackedPieces;
import io.slipway.payload.image.Packing;
import io.slipway.payload.image.UnreadableImageException;
import io.slipway.payload.repack.Rotation;

/**
 * The clusters of an image that are compressed, or hold bytes not from their beginning on. With deduplication several extents may refer to one, some of them to its beginning only: the longest says what it
 * gives.
 *
 * <p>A cluster that is compressed with something else than LZ4, or gives more than {@value PackedPieces#LARGEST_BLOCK} bytes, is left as it is. Not thread-safe.
 */
final class PhysicalClusters {

    private static final int LZ4 = 0;

    private final Packing packing;
    private final Map<Long, Extent.Packed> longest = new HashMap<>();
    private final Map<Long, Extent.Rotated> rotated = new HashMap<>();

    /** Blocks that files see in different ways, and those that are stored from their beginning on. */
    private final Set<Long> ambiguous = new HashSet<>();

    PhysicalClusters(Superblock superblock) {
        packing = superblock.zeroPadding() ? new Packing.PaddedLz4() : new Packing.Lz4(false);
    }

    void add(List<Extent> extents) throws UnreadableImageException {
        for (Extent extent : extents) {
            switch (extent) {
                case Extent.Packed packed -> add(packed);
                case Extent.Rotated block -> {
                    Extent.Rotated before = rotated.putIfAbsent(block.offset(), block);
                    if (before != null && !before.isSameBlock(block)) {
                        ambiguous.add(block.offset());
                    }
                }
                case Extent.Stored stored -> ambiguous.add(stored.offset());
                case Extent.Fragment _ -> {}
            }
        }
    }

    private void add(Extent.Packed packed) throws UnreadableImageException {
        Extent.Packed before = longest.get(packed.offset());
        if (before != null && (before.stored() != packed.stored() || before.algorithm() != packed.algorithm())) {
            throw new UnreadableImageException("two different clusters begin at " + packed.offset());
        }
        if (before == null || before.length() < packed.length()) {
            longest.put(packed.offset(), packed);
        }
    }

    /** Makes pieces of those that can be unpacked; nothing may be added afterwards. */
    void addTo(PackedPieces pieces) throws UnreadableImageException {
        for (Extent.Packed cluster : longest.values()) {
            if (cluster.algorithm() == LZ4 && cluster.length() <= PackedPieces.LARGEST_BLOCK) {
                pieces.add(cluster.offset(), cluster.stored(), packing, cluster.length());
            }
        }
        for (Extent.Rotated block : rotated.values()) {
            if (!ambiguous.contains(block.offset()) && !longest.containsKey(block.offset())) {
                Packing rotation = new Packing.Rotated(new Rotation(block.skip()));
                pieces.add(block.offset(), block.stored(), rotation, block.isAlone() ? block.length() : block.stored());
            }
        }
    }
}
