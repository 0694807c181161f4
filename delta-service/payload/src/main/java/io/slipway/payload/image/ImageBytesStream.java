package io.slipway.payload.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Reads the bytes of an image one after the other. Not thread-safe. */
final class ImageBytesStream extends InputStream {

    private final ImageBytes image;
    private long at;

    ImageBytesStream(ImageBytes image) {
        this.image = image;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, target.length);
        if (length > 0 && at == image.length()) {
            return -1;
        }
        int read = (int) Math.min(length, image.length() - at);
        try {
            image.copy(at, target, from, read);
        } catch (UnreadableImageException e) {
            throw new IOException(e);
        }
        at += read;
        return read;
    }
}
