package io.slipway.payload.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** A part of an image as a stream. */
final class ImageStream extends InputStream {

    private final UnpackedSource.ImageReader image;
    private final byte[] one = new byte[1];
    private long position;
    private long remaining;

    ImageStream(UnpackedSource.ImageReader image, long position, long length) {
        this.image = image;
        this.position = position;
        this.remaining = length;
    }

    @Override
    public int read() throws IOException {
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (remaining == 0) {
            return -1;
        }
        int read = (int) Math.min(length, remaining);
        image.read(position, ByteBuffer.wrap(buffer, offset, read));
        position += read;
        remaining -= read;
        return read;
    }
}
