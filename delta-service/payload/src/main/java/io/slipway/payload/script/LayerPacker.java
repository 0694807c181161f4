package io.slipway.payload.script;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.slipway.payload.repack.CannotRepackException;
import io.slipway.payload.repack.Repacker;

/**
 * Makes the packed bytes of one layer of the target: those between pieces as they come, each piece by its recipe.
 *
 * <p>A piece that cannot be packed here is zeros. A piece is packed when its first byte is asked for; what is not asked for yet waits, that of a large piece
 * in a file. Not thread-safe.
 */
final class LayerPacker implements Content, Closeable {

    private static final int CHUNK = 1 << 18;
    private static final byte[] NOTHING = {};

    private final Layer layer;
    private final Content unpacked;
    private final Recipes recipes;
    private final Scratch scratch;

    /** Offset of the next byte. */
    private long at;

    /** The first piece that does not begin before {@link #at}. */
    private int next;

    /** Content of a piece before it is packed; grows to the largest that comes. */
    private byte[] content = NOTHING;

    /** What is left of the piece that was packed last. */
    private long waiting;

    private byte[] small = NOTHING;
    private @Nullable FileChannel large;
    private boolean isLarge;
    private boolean isRight;

    LayerPacker(Layer layer, Content unpacked, Recipes recipes, Scratch scratch) {
        this.layer = layer;
        this.unpacked = unpacked;
        this.recipes = recipes;
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
        int done = 0;
        while (done < length) {
            if (waiting == 0 && next < layer.count() && layer.offset(next) == at) {
                pack(next);
                next++;
            }
            int part;
            if (waiting > 0) {
                part = (int) Math.min(length - done, waiting);
                take(out, from + done, part);
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
        }
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
        int length = layer.unpackedLength(piece);
        byte[] bytes = length == content.length ? content : new byte[length];
        content = bytes;
        unpacked.make(bytes, 0, length);
        int recipe = layer.recipe(piece);
        isRight = recipes.isUsable(recipe);
        if (isRight) {
            try {
                small = Repacker.pack(recipes.get(recipe), bytes, layer.length(piece));
            } catch (CannotRepackException e) {
                // The content is not what it was when the payload was made, and the digest of the range will tell.
                isRight = false;
            }
        }
    }

    private void packLarge(int piece) throws IOException, UndecodableScriptException {
        int recipe = layer.recipe(piece);
        FileChannel file = emptyFile();
        byte[] chunk = content.length < CHUNK ? new byte[CHUNK] : content;
        content = chunk;
        long length = layer.unpackedLength(piece);
        try (StreamSink sink = StreamSink.of(recipes.get(recipe), recipes.isUsable(recipe), length, file)) {
            for (long done = 0; done < length; ) {
                int part = (int) Math.min(CHUNK, length - done);
                unpacked.make(chunk, 0, part);
                sink.take(chunk, part);
                done += part;
            }
            isRight = sink.finish() && file.size() == layer.length(piece);
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

    private void take(byte[] out, int from, int length) throws IOException {
        int piece = next - 1;
        long done = layer.length(piece) - waiting;
        FileChannel file = large;
        if (!isRight) {
            Arrays.fill(out, from, from + length, (byte) 0);
        } else if (isLarge && file != null) {
            ScratchFiles.read(file, done, out, from, length);
        } else {
            System.arraycopy(small, (int) done, out, from, length);
        }
        waiting -= length;
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
