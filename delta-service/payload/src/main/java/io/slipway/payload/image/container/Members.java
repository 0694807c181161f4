package io.slipway.payload.image.container;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.PackedPieces;
import io.slipway.payload.image.Packing;
import io.slipway.payload.image.Piece;
import io.slipway.payload.image.Unpacking;
import io.slipway.payload.image.UnreadableImageException;
import io.slipway.payload.repack.StreamUnpacker;
import io.slipway.payload.repack.UndecodableException;

/**
 * The compressed pieces that were found in files so far. Each was unpacked once, for its length and to be sure that it is no damage; all together may give
 * no more than a budget. Not thread-safe.
 */
final class Members {

    /** No format packs bytes into less than a 255th, but Zstandard, whose pieces are streams, and deflate, which is unpacked in small steps. */
    private static final int MAX_LZ4_EXPANSION = 256;

    private static final int STEP = 1 << 16;
    private static final int SMALLEST_CUT = 1 << 20;

    private final TreeMap<Long, Piece> found = new TreeMap<>();
    private long budget;

    /** @param budget most bytes that may be unpacked */
    Members(long budget) {
        this.budget = budget;
    }

    /** All pieces by their first byte; they do not overlap. */
    Map<Long, Piece> found() {
        return found;
    }

    /** Whether nothing may be unpacked any more. */
    boolean isExhausted() {
        return budget <= 0;
    }

    /**
     * Adds a block.
     *
     * @param limit most bytes of its content
     * @return bytes of its content
     */
    int addBlock(ImageBytes bytes, long offset, int length, Packing packing, int limit)
            throws UnreadableImageException {
        byte[] packed = bytes.bytes(offset, length);
        try {
            int allowed = (int) Math.min(budget, Math.min(limit, (long) length * MAX_LZ4_EXPANSION));
            int unpacked = Unpacking.codecOf(packing).unpackAtMost(packed, allowed).length;
            spend(unpacked);
            if (unpacked > 0) {
                add(new Piece.Packed(offset, length, packing, unpacked));
            }
            return unpacked;
        } catch (UndecodableException e) {
            throw damaged(offset, e);
        }
    }

    /** Adds a frame that may be too large for memory. */
    void addStream(ImageBytes bytes, long offset, long length, Packing packing) throws UnreadableImageException {
        Counter counter = new Counter();
        try {
            long unpacked = StreamUnpacker.unpack(
                    bytes.stream(offset, length), counter, Math.min(budget, Piece.Stream.LARGEST));
            if (unpacked > 0) {
                add(new Piece.Stream(offset, length, packing, unpacked));
            }
        } catch (UndecodableException | IOException e) {
            throw damaged(offset, e);
        } finally {
            spend(counter.count);
        }
    }

    /** Adds a frame whose end lies elsewhere, if what is there of it is large. */
    void addCutStream(ImageBytes bytes, long offset) throws UnreadableImageException {
        Counter counter = new Counter();
        long length = bytes.length() - offset;
        try {
            StreamUnpacker.unpack(bytes.stream(offset, length), counter, Math.min(budget, Piece.Stream.LARGEST));
        } catch (UndecodableException | IOException e) {
            if (counter.count >= SMALLEST_CUT) {
                add(new Piece.Stream(offset, length, new Packing.CutZstd(), counter.count));
            }
        } finally {
            spend(counter.count);
        }
    }

    /**
     * Adds a deflate stream, if its content is small enough to be held in memory.
     *
     * @return where it ends
     */
    long addDeflated(ImageBytes bytes, long offset, Packing.Deflate packing) throws UnreadableImageException {
        try (Inflater inflater = new Inflater(true)) {
            byte[] out = new byte[STEP];
            long at = offset;
            int unpacked = 0;
            while (!inflater.finished()) {
                if (inflater.needsInput()) {
                    int length = (int) Math.min(STEP, bytes.length() - at);
                    inflater.setInput(bytes.bytes(at, length));
                    at += length;
                }
                int step = inflater.inflate(out);
                spend(step);
                unpacked += step;
                if (unpacked > Piece.Packed.LARGEST || step == 0 && !inflater.finished() && at == bytes.length()) {
                    throw new UnreadableImageException("a deflate stream at " + offset + " is cut off or too large");
                }
            }
            long end = offset + inflater.getBytesRead();
            if (unpacked > 0) {
                add(new Piece.Packed(offset, end - offset, packing, unpacked));
            }
            return end;
        } catch (DataFormatException e) {
            throw damaged(offset, e);
        }
    }

    private void add(Piece piece) throws UnreadableImageException {
        Map.Entry<Long, Piece> before = found.floorEntry(piece.offset());
        Long next = found.higherKey(piece.offset());
        if (before != null && before.getKey() + before.getValue().length() > piece.offset()
                || next != null && next < piece.offset() + piece.length()) {
            throw new UnreadableImageException("something compressed overlaps at " + piece.offset());
        }
        if (found.size() == PackedPieces.MAX_PIECES) {
            throw new UnreadableImageException("files hold more than " + found.size() + " compressed pieces");
        }
        found.put(piece.offset(), piece);
    }

    private void spend(long unpacked) throws UnreadableImageException {
        budget -= unpacked;
        if (budget <= 0) {
            throw new UnreadableImageException("files unpack to too much for an image of this size");
        }
    }

    private static UnreadableImageException damaged(long offset, Exception reason) {
        return new UnreadableImageException("what is compressed at " + offset + " is damaged: " + reason.getMessage());
    }

    private static final class Counter extends OutputStream {

        private long count;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            count += length;
        }
    }
}
