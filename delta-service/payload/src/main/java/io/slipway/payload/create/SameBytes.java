package io.slipway.payload.create;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

import io.slipway.payload.image.Piece;

/** Knows the bytes of some pieces, and says whether a piece of another image has the same. Immutable. */
final class SameBytes {

    /** Stands for no place. */
    static final long NONE = -1;

    private final MemorySegment bytes;
    private final Map<Long, Long> offsets = new HashMap<>();

    SameBytes(List<Piece> pieces, MemorySegment bytes) {
        this.bytes = bytes;
        for (Piece piece : pieces) {
            offsets.putIfAbsent(key(part(bytes, piece)), piece.offset());
        }
    }

    boolean has(Piece piece, MemorySegment others) {
        return find(piece, others) != NONE;
    }

    /** Where the same bytes are, or {@link #NONE}. */
    long find(Piece piece, MemorySegment others) {
        long at = offsets.getOrDefault(key(part(others, piece)), NONE);
        long begin = piece.offset();
        long length = piece.length();
        return at != NONE && MemorySegment.mismatch(others, begin, begin + length, bytes, at, at + length) < 0
                ? at
                : NONE;
    }

    /** A number by which bytes can be looked up; others may have the same. */
    static long key(MemorySegment bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.asByteBuffer());
        return crc.getValue() << Integer.SIZE ^ bytes.byteSize();
    }

    private static MemorySegment part(MemorySegment bytes, Piece piece) {
        return bytes.asSlice(piece.offset(), piece.length());
    }
}
