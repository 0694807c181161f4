package io.slipway.payload.script;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.slipway.payload.index.PayloadFormat;
import io.slipway.payload.repack.CannotRepackException;
import io.slipway.payload.repack.Codec;
import io.slipway.payload.repack.RepackRecipe;
import io.slipway.payload.repack.Repacker;

/**
 * Puts ranges together from what the script makes: bytes that are stored as they are, and pieces that are packed again.
 *
 * <p>The stream {@link ScriptStream#LAYOUT} has an item for each: the varint 0 and a length, or the number of a recipe, counted from 1, the packed length
 * and the unpacked length. A range without items is stored as it is. The packed bytes of a stream that does not end in its range wait in a file. Not
 * thread-safe.
 */
final class TargetAssembler implements Closeable {

    private static final int CHUNK = 1 << 18;
    private static final byte[] NOTHING = {};

    private final ScriptStreams streams;
    private final Script script;
    private final Recipes recipes;
    private final Scratch scratch;

    /** Content of a piece before it is packed; grows to the largest that comes. */
    private byte[] content = NOTHING;

    /** Packed bytes that belong to the ranges that come next. */
    private @Nullable FileChannel waiting;

    private long waitingAt;
    private long waitingEnd;

    /** Whether all pieces of the range could be packed here. */
    private boolean packed;

    private boolean waitingIsRight = true;

    TargetAssembler(ScriptStreams streams, Script script, Recipes recipes, Scratch scratch) {
        this.streams = streams;
        this.script = script;
        this.recipes = recipes;
        this.scratch = scratch;
    }

    void startGroup() throws IOException, UndecodableScriptException {
        if (waitingAt < waitingEnd) {
            throw new UndecodableScriptException("a group begins inside a packed stream");
        }
        close();
    }

    /**
     * Makes a range.
     *
     * @return whether all pieces could be packed here; if not, they are zeros
     */
    boolean assemble(byte[] target, int length, boolean hasItems) throws IOException, UndecodableScriptException {
        packed = true;
        int at = 0;
        while (at < length) {
            if (waitingAt < waitingEnd) {
                at += takeWaiting(target, at, length - at);
            } else if (!hasItems) {
                script.make(target, at, length - at);
                at = length;
            } else {
                at += item(target, at, length - at);
            }
        }
        return packed;
    }

    /** Carries out the next item, and returns how many bytes of the target it makes now. */
    private int item(byte[] target, int at, int room) throws IOException, UndecodableScriptException {
        InputStream layout = streams.get(ScriptStream.LAYOUT);
        int number = (int) Varint.read(layout, recipes.count());
        if (number == 0) {
            int length = (int) Varint.read(layout, room);
            requireSome(length);
            script.make(target, at, length);
            return length;
        }
        if (recipes.get(number - 1) instanceof RepackRecipe.ZstdStream) {
            long packedLength = Varint.read(layout, PayloadFormat.MAX_STREAM_LENGTH);
            long unpackedLength = Varint.read(layout, PayloadFormat.MAX_STREAM_LENGTH);
            requireSome(packedLength);
            requireSome(unpackedLength);
            packStream(number - 1, packedLength, unpackedLength);
            return 0;
        }
        int packedLength = (int) Varint.read(layout, room);
        int unpackedLength = (int) Varint.read(layout, Codec.MAX_UNPACKED);
        requireSome(packedLength);
        packPiece(number - 1, unpackedLength, target, at, packedLength);
        return packedLength;
    }

    private static void requireSome(long length) throws UndecodableScriptException {
        if (length == 0) {
            throw new UndecodableScriptException("an item of no bytes");
        }
    }

    private void packPiece(int recipe, int unpackedLength, byte[] target, int at, int packedLength)
            throws IOException, UndecodableScriptException {
        byte[] unpacked = unpackedLength == content.length ? content : new byte[unpackedLength];
        content = unpacked;
        script.make(unpacked, 0, unpackedLength);
        try {
            if (recipes.isUsable(recipe)) {
                byte[] made = Repacker.pack(recipes.get(recipe), unpacked, packedLength);
                System.arraycopy(made, 0, target, at, packedLength);
                return;
            }
        } catch (CannotRepackException e) {
            // The content is not what it was when the payload was made: the digest of the range would not come out
            // right.
        }
        Arrays.fill(target, at, at + packedLength, (byte) 0);
        packed = false;
    }

    private void packStream(int recipe, long packedLength, long unpackedLength)
            throws IOException, UndecodableScriptException {
        FileChannel file = emptyFile();
        boolean right = recipes.isUsable(recipe);
        byte[] chunk = content.length < CHUNK ? new byte[CHUNK] : content;
        content = chunk;
        try (StreamSink sink = StreamSink.of(recipes.get(recipe), right, unpackedLength, file)) {
            for (long done = 0; done < unpackedLength; ) {
                int part = (int) Math.min(CHUNK, unpackedLength - done);
                script.make(chunk, 0, part);
                sink.take(chunk, part);
                done += part;
            }
            waitingIsRight = sink.finish() && file.size() == packedLength;
        }
        waitingAt = 0;
        waitingEnd = packedLength;
    }

    private FileChannel emptyFile() throws IOException {
        FileChannel file = waiting;
        if (file == null) {
            file = scratch.open();
            waiting = file;
        }
        return file.truncate(0);
    }

    private int takeWaiting(byte[] target, int at, int room) throws IOException {
        int part = (int) Math.min(room, waitingEnd - waitingAt);
        FileChannel file = waiting;
        if (waitingIsRight && file != null) {
            ByteBuffer buffer = ByteBuffer.wrap(target, at, part);
            while (buffer.hasRemaining()) {
                if (file.read(buffer, waitingAt + buffer.position() - at) < 0) {
                    throw new IOException("a scratch file became shorter");
                }
            }
        } else {
            Arrays.fill(target, at, at + part, (byte) 0);
            packed = false;
        }
        waitingAt += part;
        return part;
    }

    @Override
    public void close() throws IOException {
        FileChannel file = waiting;
        if (file != null) {
            file.close();
        }
        waiting = null;
        waitingAt = 0;
        waitingEnd = 0;
    }
}
