package io.slipway.payload.script;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

/**
 * Makes the packed bytes of one layer of the target: those between pieces as they come, each piece by its recipe.
 *
 * <p>A piece that cannot be packed here is zeros. A piece is packed when its first byte is asked for, small ones while the next are made; what is not asked
 * for yet waits, that of a large piece in a file. Not thread-safe.
 */
final class LayerPacker implements Content, Closeable {

    private static final int CHUNK = 1 << 18;
    private static final Future<Optional<byte[]>> NOT_PACKED = CompletableFuture.completedFuture(Optional.empty());

    private final Layer layer;
    private final Content unpacked;
    private final Recipes recipes;
    private final PackAhead ahead;
    private final Scratch scratch;

    /** Offset of the next byte. */
    private long at;

    /** The first piece that does not begin before {@link #at}. */
    private int next;

    /** What is left of the piece that was packed last. */
    private long waiting;

    private Future<Optional<byte[]>> small = NOT_PACKED;
    private @Nullable FileChannel large;
    private boolean isLarge;
    private boolean isLargeRight;

    /** A part of a small piece that was asked for. */
    private record Owed(Future<Optional<byte[]>> piece, int pieceFrom, int from, int length) {}

    LayerPacker(Layer layer, Content unpacked, Recipes recipes, PackAhead ahead, Scratch scratch) {
        this.layer = layer;
        this.unpacked = unpacked;
        this.recipes = recipes;
        this.ahead = ahead;
        this.scratch = scratch;
    }

    /** Whether a piece has begun and not ended. */
    boolean isInside() {
        return waiting > 0;
    }

    /**
     * Goes to an offset that is inside of no piece.
     *
     * @return the place there
     */
    long startAt(long offset) throws UndecodableScriptException {
        if (layer.isInside(offset)) {
            throw new UndecodableScriptException("a range begins inside of a packed piece");
        }
        at = offset;
        waiting = 0;
        int piece = layer.pieceAtOffset(offset);
        next = piece >= 0 && layer.offset(piece) == offset ? piece : piece + 1;
        return layer.settled(offset);
    }

    @Override
    public void make(byte[] out, int from, int length) throws IOException, UndecodableScriptException {
        Deque<Owed> owed = new ArrayDeque<>();
        int done = 0;
        while (done < length) {
            if (waiting == 0 && next < layer.count() && layer.offset(next) == at) {
                pack(next);
                next++;
            }
            int part;
            if (waiting > 0) {
                part = (int) Math.min(length - done, waiting);
                if (isLarge) {
                    takeLarge(out, from + done, part);
                } else {
                    owed.add(new Owed(small, (int) taken(), from + done, part));
                }
                waiting -= part;
            } else {
                long end = next < layer.count() ? layer.offset(next) : layer.packedLength();
                part = (int) Math.min(length - done, end - at);
                if (part <= 0) {
                    throw new UndecodableScriptException("more bytes than the layer has");
                }
                unpacked.make(out, from + done, part);
            }
            at += part;
            done += part;
            deliver(owed, ahead.most(), out);
        }
        deliver(owed, 0, out);
    }

    private void pack(int piece) throws IOException, UndecodableScriptException {
        waiting = layer.length(piece);
        isLarge = recipes.isStream(layer.recipe(piece));
        if (isLarge) {
            packLarge(piece);
        } else {
            packSmall(piece);
        }
    }

    private void packSmall(int piece) throws IOException, UndecodableScriptException {
        byte[] content = new byte[layer.unpackedLength(piece)];
        unpacked.make(content, 0, content.length);
        int recipe = layer.recipe(piece);
        small = recipes.isUsable(recipe) ? ahead.pack(recipes.get(recipe), content, layer.length(piece)) : NOT_PACKED;
    }

    private void packLarge(int piece) throws IOException, UndecodableScriptException {
        int recipe = layer.recipe(piece);
        FileChannel file = emptyFile();
        byte[] chunk = new byte[CHUNK];
        long length = layer.unpackedLength(piece);
        try (StreamSink sink = StreamSink.of(recipes.get(recipe), recipes.isUsable(recipe), length, file)) {
            for (long done = 0; done < length; ) {
                int part = (int) Math.min(CHUNK, length - done);
                unpacked.make(chunk, 0, part);
                sink.take(chunk, part);
                done += part;
            }
            isLargeRight = sink.finish() && file.size() == layer.length(piece);
        }
    }

    private FileChannel emptyFile() throws IOException {
        FileChannel file = large;
        if (file == null) {
            file = scratch.open();
            large = file;
        }
        return file.truncate(0);
    }

    /** Bytes of the piece under way that were asked for. */
    private long taken() {
        return layer.length(next - 1) - waiting;
    }

    private void takeLarge(byte[] out, int from, int length) throws IOException {
        FileChannel file = large;
        if (isLargeRight && file != null) {
            ScratchFiles.read(file, taken(), out, from, length);
        } else {
            Arrays.fill(out, from, from + length, (byte) 0);
        }
    }

    /** Waits for the oldest until no more than {@code most} are left. */
    private static void deliver(Deque<Owed> owed, int most, byte[] out) throws IOException {
        while (owed.size() > most) {
            Owed oldest = owed.remove();
            int from = oldest.from();
            Optional<byte[]> piece = PackAhead.await(oldest.piece());
            if (piece.isPresent()) {
                System.arraycopy(piece.get(), oldest.pieceFrom(), out, from, oldest.length());
            } else {
                Arrays.fill(out, from, from + oldest.length(), (byte) 0);
            }
        }
    }

    @Override
    public void close() throws IOException {
        FileChannel file = large;
        if (file != null) {
            file.close();
        }
        large = null;
    }
}
