package io.slipway.payload.create;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;

import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.image.Piece;

/** Finds compressed pieces of a target that the source has as well. Immutable. */
final class SameBytes {

    private static final long NONE = -1;

    private final MemorySegment source;
    private final MemorySegment target;
    private final Map<Long, Long> offsets = new HashMap<>();

    /** Looks at all compressed pieces of the source. */
    SameBytes(ImageLayout layout, MemorySegment source, MemorySegment target) {
        this.source = source;
        this.target = target;
        for (Piece piece : layout.pieces()) {
            if (!(piece instanceof Piece.Plain)) {
                offsets.putIfAbsent(key(source, piece.offset(), piece.length()), piece.offset());
            }
        }
    }

    /** Where in the source image the bytes of a piece of the target are, or a negative number. */
    long find(Piece piece) {
        long at = offsets.getOrDefault(key(target, piece.offset(), piece.length()), NONE);
        return at >= 0 && at + piece.length() <= source.byteSize() && isSame(piece, at) ? at : NONE;
    }

    private boolean isSame(Piece piece, long at) {
        long begin = piece.offset();
        long length = piece.length();
        return MemorySegment.mismatch(target, begin, begin + length, source, at, at + length) < 0;
    }

    private static long key(MemorySegment bytes, long offset, long length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.asSlice(offset, length).asByteBuffer());
        return crc.getValue() << Integer.SIZE ^ length;
    }
}
