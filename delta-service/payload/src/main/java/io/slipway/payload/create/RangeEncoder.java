package io.slipway.payload.create;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.concurrent.Callable;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;

import io.slipway.payload.index.IndexEncoder;
import io.slipway.payload.index.Operation.Codec;
import io.slipway.payload.index.Sha256;

/**
 * Takes one range through reading, encoding and writing, in buffers that are used again for later ranges.
 *
 * <p>Reading and writing happen on the thread that keeps the order, {@link #call} on a thread of the pool; the pool's futures order these accesses.
 */
final class RangeEncoder implements Callable<RangeEncoder>, Closeable {

    private final ZstdCompressCtx zstd = new ZstdCompressCtx();
    private final MessageDigest sha256 = Sha256.newDigest();
    private final ByteBuffer content;
    private final byte[] compressed;
    private int compressedLength;
    private byte[] rangeSha256 = {};
    private byte[] blobSha256 = {};

    RangeEncoder(int rangeSize, int level) {
        content = ByteBuffer.allocate(rangeSize);
        compressed = new byte[(int) Zstd.compressBound(rangeSize)];
        zstd.setLevel(level).setChecksum(false).setContentSize(true).setDictID(false);
    }

    /** Fills the range from the image. */
    void read(ReadableByteChannel image, int length) throws IOException {
        content.clear().limit(length);
        while (content.hasRemaining()) {
            if (image.read(content) < 0) {
                throw new EOFException("the image became shorter while it was read");
            }
        }
        content.flip();
    }

    /** The bytes of the range, to be hashed into the image's digest. */
    ByteBuffer content() {
        return content.duplicate();
    }

    /** Hashes and compresses the range. */
    @Override
    public RangeEncoder call() {
        int length = content.limit();
        rangeSha256 = hash(content.array(), length);
        if (isZero()) {
            return this;
        }
        compressedLength = zstd.compressByteArray(compressed, 0, compressed.length, content.array(), 0, length);
        blobSha256 = isSmaller() ? hash(compressed, compressedLength) : rangeSha256;
        return this;
    }

    /** Writes the blob, if there is one, and adds the range to the index. */
    void write(WritableByteChannel blobs, IndexEncoder index) throws IOException {
        if (isZero()) {
            index.addZero(rangeSha256);
        } else if (isSmaller()) {
            writeFully(blobs, ByteBuffer.wrap(compressed, 0, compressedLength));
            index.addData(Codec.ZSTD, compressedLength, blobSha256, rangeSha256);
        } else {
            writeFully(blobs, content.duplicate());
            index.addData(Codec.RAW, content.limit(), blobSha256, rangeSha256);
        }
    }

    @Override
    public void close() {
        zstd.close();
    }

    private boolean isSmaller() {
        return compressedLength < content.limit();
    }

    private boolean isZero() {
        byte[] bytes = content.array();
        int length = content.limit();
        // Every byte equals its successor and the first is zero: one vectorised comparison, no second array.
        return bytes[0] == 0 && Arrays.equals(bytes, 0, length - 1, bytes, 1, length);
    }

    private byte[] hash(byte[] bytes, int length) {
        sha256.update(bytes, 0, length);
        return sha256.digest();
    }

    private static void writeFully(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
