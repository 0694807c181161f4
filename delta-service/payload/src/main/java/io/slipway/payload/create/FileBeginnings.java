package io.slipway.payload.create;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.ImageFile.Run;
import io.slipway.payload.image.Piece;

/**
 * Where files begin in the content of an image, and in its parts.
 *
 * <p>A compressed file whose last block lies elsewhere, as erofs puts it beside the inode, is in one image a piece that can be unpacked and in the other
 * one that is cut. Unpacked in one of them alone, all of it would be novel.
 */
final class FileBeginnings {

    /** Enough to tell files apart, those that are compressed as well. */
    private static final int PROBE = 64;

    /** The most that lies elsewhere. */
    private static final int BLOCK = 4096;

    private final MemorySegment content;
    private final TreeSet<Long> offsets = new TreeSet<>();
    private final Map<Long, Long> byKey = new HashMap<>();

    FileBeginnings(MemorySegment content, List<ImageFile> files) {
        this.content = content;
        for (ImageFile file : files) {
            for (Run run : file.runs()) {
                if (run.length() >= PROBE && offsets.add(run.offset())) {
                    byKey.putIfAbsent(key(run.offset()), run.offset());
                }
            }
        }
    }

    /** Whether a file of {@code other} begins as the file around {@code piece} does, up to the end of the piece or its last block. */
    boolean areOfCut(Piece piece, FileBeginnings other) {
        Long begin = offsets.floor(piece.offset());
        Long same = begin == null ? null : other.byKey.get(key(begin));
        if (begin == null || same == null) {
            return false;
        }
        long length = piece.offset() + piece.length() - begin;
        long common = Math.min(length, other.content.byteSize() - same);
        long equal = EqualRun.length(content.asSlice(begin, common), other.content.asSlice(same, common), 0);
        return equal >= length - Math.min(BLOCK, piece.length() / 2);
    }

    private long key(long offset) {
        return SameBytes.key(content.asSlice(offset, PROBE));
    }
}
