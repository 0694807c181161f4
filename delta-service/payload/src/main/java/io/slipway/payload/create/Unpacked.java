package io.slipway.payload.create;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.UnreadableImageException;
import io.slipway.payload.script.Scratch;

/** The unpacked bytes of an image, written once and then read as memory. Not thread-safe until it is read. */
final class Unpacked implements Closeable {

    private static final int BUFFER = 1 << 20;

    private final FileChannel file;
    private final OutputStream out;
    private long length;

    Unpacked(Scratch scratch) throws IOException {
        file = scratch.open();
        out = new BufferedOutputStream(Channels.newOutputStream(file), BUFFER);
    }

    /** Bytes so far. */
    long length() {
        return length;
    }

    void add(byte[] content) throws IOException {
        out.write(content);
        length += content.length;
    }

    void add(ImageBytes image, long offset, long bytes) throws IOException, UnreadableImageException {
        try (var in = image.stream(offset, bytes)) {
            length += in.transferTo(out);
        }
    }

    /** Where further content may be written; the caller says afterwards how much it was. */
    OutputStream out() {
        return out;
    }

    void added(long bytes) {
        length += bytes;
    }

    /** All bytes. */
    MemorySegment map(Arena arena) throws IOException {
        out.flush();
        return file.map(FileChannel.MapMode.READ_ONLY, 0, file.size(), arena);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
