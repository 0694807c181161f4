package io.slipway.client.slot.device.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import com.sun.nio.file.ExtendedOpenOption;

import io.slipway.client.slot.SlotContent;

/**
 * A device that is read past the system's cache (O_DIRECT, man 2 open), in windows of 1 MiB whose place in the device and in memory is a multiple of
 * 4 KiB. What comes is what the medium has, not what was written a moment ago.
 */
final class MediumContent implements SlotContent {

    private static final int ALIGNMENT = 4096;
    private static final int WINDOW_BYTES = 1 << 20;

    private final FileChannel channel;
    private final ByteBuffer window =
            ByteBuffer.allocateDirect(WINDOW_BYTES + ALIGNMENT).alignedSlice(ALIGNMENT);
    private long windowStart;

    private MediumContent(FileChannel channel) {
        this.channel = channel;
        window.limit(0);
    }

    /**
     * Opens the device.
     *
     * @throws UnsupportedOperationException if it cannot be read so
     */
    static MediumContent open(Path node) throws IOException {
        return new MediumContent(FileChannel.open(node, StandardOpenOption.READ, ExtendedOpenOption.DIRECT));
    }

    @Override
    public long capacity() throws IOException {
        return channel.size();
    }

    @Override
    public void read(long position, ByteBuffer buffer) throws IOException {
        long at = position;
        while (buffer.hasRemaining()) {
            if (at < windowStart || at >= windowStart + window.limit()) {
                fill(at);
            }
            int from = (int) (at - windowStart);
            int length = Math.min(buffer.remaining(), window.limit() - from);
            buffer.put(buffer.position(), window, from, length);
            buffer.position(buffer.position() + length);
            at += length;
        }
    }

    private void fill(long position) throws IOException {
        windowStart = position / ALIGNMENT * ALIGNMENT;
        window.clear().limit(WINDOW_BYTES);
        int read;
        try {
            read = channel.read(window, windowStart);
        } catch (IOException e) {
            window.limit(0);
            throw e;
        }
        window.limit(Math.max(read, 0));
        if (position >= windowStart + window.limit()) {
            throw new EOFException("the device ends at byte " + (windowStart + window.limit()));
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
