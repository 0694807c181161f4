package io.slipway.payload.script;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import io.slipway.payload.repack.Codec;
import io.slipway.payload.repack.StreamUnpacker;
import io.slipway.payload.repack.UndecodableException;

/**
 * What a layer unpacks to.
 *
 * <p>The content of up to {@value #CACHE} bytes of pieces, and of one more, stays in memory; that of larger ones in files. Not thread-safe.
 */
final class UnpackedBytes implements SourceBytes, Closeable {

    /** Bytes of content that stay in memory. */
    static final int CACHE = 1 << 22;

    /** Larger content goes into a file: scripts jump between the blocks of a kernel, and unpacking one anew for each jump takes minutes. */
    private static final int LARGEST_IN_MEMORY = 1 << 20;

    private static final float LOAD_FACTOR = 0.75f;
    private static final int FIRST_CAPACITY = 64;
    private static final byte[] UNREADABLE = {};

    private final Layer layer;
    private final SourceBytes packed;
    private final Scratch scratch;
    private final LinkedHashMap<Integer, byte[]> contents = new LinkedHashMap<>(FIRST_CAPACITY, LOAD_FACTOR, true);
    private final Map<Integer, FileChannel> files = new HashMap<>();
    private long cached;

    UnpackedBytes(Layer layer, SourceBytes packed, Scratch scratch) {
        this.layer = layer;
        this.packed = packed;
        this.scratch = scratch;
    }

    @Override
    public boolean read(long offset, byte[] buffer, int from, int length) throws IOException {
        boolean intact = true;
        for (int done = 0; done < length; ) {
            long at = offset + done;
            int piece = layer.pieceAtPlace(at);
            int part;
            if (piece >= 0 && at < layer.placeEnd(piece)) {
                part = (int) Math.min(length - done, layer.placeEnd(piece) - at);
                intact &= readContent(piece, (int) (at - layer.place(piece)), buffer, from + done, part);
            } else {
                long next = piece + 1 < layer.count() ? layer.place(piece + 1) : layer.unpackedLength();
                part = (int) Math.min(length - done, next - at);
                intact &= packed.read(layer.offsetOf(at), buffer, from + done, part);
            }
            done += part;
        }
        return intact;
    }

    private boolean readContent(int piece, int at, byte[] buffer, int from, int length) throws IOException {
        if (layer.unpackedLength(piece) > LARGEST_IN_MEMORY) {
            FileChannel file = file(piece);
            if (file.size() != layer.unpackedLength(piece)) {
                return false;
            }
            ScratchFiles.read(file, at, buffer, from, length);
            return true;
        }
        byte[] content = content(piece);
        if (content.length != layer.unpackedLength(piece)) {
            return false;
        }
        System.arraycopy(content, at, buffer, from, length);
        return true;
    }

    private byte[] content(int piece) throws IOException {
        byte[] content = contents.get(piece);
        if (content == null) {
            content = unpack(piece);
            contents.put(piece, content);
            cached += content.length;
            var oldest = contents.entrySet().iterator();
            while (cached > CACHE && contents.size() > 1) {
                cached -= oldest.next().getValue().length;
                oldest.remove();
            }
        }
        return content;
    }

    private byte[] unpack(int piece) throws IOException {
        byte[] bytes = new byte[layer.length(piece)];
        if (!packed.read(layer.offset(piece), bytes, 0, bytes.length)) {
            return UNREADABLE;
        }
        try {
            return layer.unpacker(piece).unpack(bytes, layer.unpackedLength(piece));
        } catch (UndecodableException e) {
            // The source is not what it was: the range that needs this is taken from elsewhere.
            return UNREADABLE;
        }
    }

    /** The unpacked content of a large piece; a file of another length if it cannot be unpacked. */
    private FileChannel file(int piece) throws IOException {
        FileChannel file = files.get(piece);
        if (file == null) {
            file = scratch.open();
            files.put(piece, file);
            fill(file, piece);
        }
        return file;
    }

    private void fill(FileChannel file, int piece) throws IOException {
        OutputStream out = Channels.newOutputStream(file);
        if (layer.unpackedLength(piece) <= Codec.MAX_UNPACKED) {
            out.write(unpack(piece));
            return;
        }
        try (InputStream stream = new PackedStream(packed, layer.offset(piece), layer.length(piece))) {
            StreamUnpacker.unpackFirst(stream, out, layer.unpackedLength(piece));
        } catch (UndecodableException e) {
            file.truncate(0);
        }
    }

    @Override
    public void close() throws IOException {
        for (FileChannel file : files.values()) {
            file.close();
        }
        files.clear();
        contents.clear();
    }
}
