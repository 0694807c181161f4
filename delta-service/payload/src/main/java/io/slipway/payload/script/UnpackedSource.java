package io.slipway.payload.script;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import io.slipway.payload.repack.Codec;
import io.slipway.payload.repack.StreamUnpacker;
import io.slipway.payload.repack.UndecodableException;

/**
 * A source image read through its packed pieces.
 *
 * <p>The content of up to {@value #CACHE} bytes of pieces, and of one more, stays in memory; that of larger ones in files. Not thread-safe.
 */
public final class UnpackedSource implements SourceBytes, Closeable {

    /** Bytes of content that stay in memory. */
    static final int CACHE = 1 << 22;

    /** Larger content goes into a file: scripts jump between the blocks of a kernel, and unpacking one anew for each jump takes minutes. */
    private static final int LARGEST_IN_MEMORY = 1 << 20;

    private static final float LOAD_FACTOR = 0.75f;
    private static final int FIRST_CAPACITY = 64;
    private static final byte[] UNREADABLE = {};

    private final PackedSource pieces;
    private final ImageReader image;
    private final Scratch scratch;
    private final LinkedHashMap<Integer, byte[]> contents = new LinkedHashMap<>(FIRST_CAPACITY, LOAD_FACTOR, true);
    private final Map<Integer, FileChannel> files = new HashMap<>();
    private long cached;

    /** A source whose image is read through {@code image}. */
    public UnpackedSource(PackedSource pieces, ImageReader image, Scratch scratch) {
        this.pieces = pieces;
        this.image = image;
        this.scratch = scratch;
    }

    /** Reads bytes of the image. */
    @FunctionalInterface
    public interface ImageReader {

        /**
         * Reads bytes until {@code buffer} is full.
         *
         * @param position first byte in the image
         */
        void read(long position, ByteBuffer buffer) throws IOException;
    }

    @Override
    public long length() {
        return pieces.unpackedLength() + pieces.imageLength();
    }

    @Override
    public boolean read(long offset, byte[] buffer, int from, int length) throws IOException {
        boolean intact = true;
        for (int done = 0; done < length; ) {
            long at = offset + done;
            int piece = at < pieces.unpackedLength() ? pieces.pieceBefore(at) : pieces.count() - 1;
            long behind = piece < 0 ? 0 : pieces.place(piece) + pieces.unpackedLength(piece);
            int part;
            if (at >= pieces.unpackedLength()) {
                part = length - done;
                readImage(at - pieces.unpackedLength(), buffer, from + done, part);
            } else if (piece >= 0 && at < behind) {
                part = (int) Math.min(length - done, behind - at);
                intact &= readContent(piece, (int) (at - pieces.place(piece)), buffer, from + done, part);
            } else {
                long next = piece + 1 < pieces.count() ? pieces.place(piece + 1) : pieces.unpackedLength();
                part = (int) Math.min(length - done, next - at);
                long imageOffset = piece < 0 ? at : pieces.offset(piece) + pieces.length(piece) + at - behind;
                readImage(imageOffset, buffer, from + done, part);
            }
            done += part;
        }
        return intact;
    }

    private void readImage(long position, byte[] buffer, int from, int length) throws IOException {
        image.read(position, ByteBuffer.wrap(buffer, from, length));
    }

    private boolean readContent(int piece, int at, byte[] buffer, int from, int length) throws IOException {
        if (pieces.unpackedLength(piece) > LARGEST_IN_MEMORY) {
            FileChannel file = file(piece);
            return file.size() == pieces.unpackedLength(piece) && readFully(file, at, buffer, from, length);
        }
        byte[] content = content(piece);
        if (content.length != pieces.unpackedLength(piece)) {
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
        byte[] packed = new byte[pieces.length(piece)];
        readImage(pieces.offset(piece), packed, 0, packed.length);
        try {
            return pieces.codec(piece).unpack(packed, pieces.unpackedLength(piece));
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
        if (pieces.unpackedLength(piece) <= Codec.MAX_UNPACKED) {
            out.write(unpack(piece));
            return;
        }
        try (InputStream packed = new ImageStream(image, pieces.offset(piece), pieces.length(piece))) {
            StreamUnpacker.unpack(packed, out, pieces.unpackedLength(piece));
        } catch (UndecodableException e) {
            file.truncate(0);
        }
    }

    private static boolean readFully(FileChannel file, long position, byte[] buffer, int from, int length)
            throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(buffer, from, length);
        while (rest.hasRemaining()) {
            if (file.read(rest, position + length - rest.remaining()) < 0) {
                throw new IOException("a scratch file became shorter");
            }
        }
        return true;
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
