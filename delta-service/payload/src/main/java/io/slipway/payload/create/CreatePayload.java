package io.slipway.payload.create;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.function.LongConsumer;

import io.slipway.payload.index.IndexEncoder;
import io.slipway.payload.index.IndexReference;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Sha256;

/**
 * Makes the full payload of an image.
 *
 * <p>Reads the image once, front to back. The same image, range size, level and zstd release give the same bytes, however many threads take part. May be
 * used by several threads at once.
 */
public final class CreatePayload {

    private static final int HASH_BUFFER = 1 << 20;

    private final CreationSettings settings;

    /** A maker of payloads. */
    public CreatePayload(CreationSettings settings) {
        this.settings = settings;
    }

    /**
     * Makes the payload of {@code image}; blocks. On failure no file stays behind.
     *
     * @param payload a file that does not exist yet
     * @param progress told how many bytes of the image are done
     * @throws PayloadRefusedException if the image is longer than the format permits
     * @throws IOException if a file cannot be read or written, or the thread is interrupted
     */
    public CreatedPayload create(Path image, Path payload, LongConsumer progress)
            throws IOException, PayloadRefusedException {
        try (FileChannel in = FileChannel.open(image, StandardOpenOption.READ)) {
            return create(in, payload, progress);
        }
    }

    /** As {@link #create(Path, Path, LongConsumer)}, for an image that is a channel; it is read from its beginning and stays open. */
    public CreatedPayload create(SeekableByteChannel image, Path payload, LongConsumer progress)
            throws IOException, PayloadRefusedException {
        long length = image.size();
        image.position(0);
        IndexEncoder index = new IndexEncoder(length, settings.rangeSize());
        try (FileChannel out = FileChannel.open(
                payload, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            try {
                return write(image, length, index, out, progress);
            } catch (IOException | RuntimeException e) {
                Files.delete(payload);
                throw e;
            }
        }
    }

    private CreatedPayload write(
            SeekableByteChannel image, long length, IndexEncoder index, FileChannel out, LongConsumer progress)
            throws IOException {
        out.position(index.length());
        byte[] imageSha256 = writeBlobs(image, length, index, out, progress);
        byte[] indexBytes = index.finish(imageSha256);
        ByteBuffer remaining = ByteBuffer.wrap(indexBytes);
        while (remaining.hasRemaining()) {
            out.write(remaining, remaining.position());
        }
        return new CreatedPayload(
                length,
                Sha256.of(imageSha256),
                out.size(),
                hash(out),
                new IndexReference(indexBytes.length, Sha256.ofContent(indexBytes)));
    }

    private byte[] writeBlobs(
            SeekableByteChannel image, long length, IndexEncoder index, FileChannel out, LongConsumer progress)
            throws IOException {
        MessageDigest imageDigest = Sha256.newDigest();
        long read = 0;
        long written = 0;
        try (RangePipeline pipeline = new RangePipeline(settings)) {
            while (written < length) {
                if (read < length && pipeline.hasRoom()) {
                    int rangeLength = (int) Math.min(settings.rangeSize(), length - read);
                    pipeline.vacant().read(image, rangeLength);
                    imageDigest.update(pipeline.vacant().content());
                    pipeline.submit();
                    read += rangeLength;
                } else {
                    RangeEncoder encoded = pipeline.next();
                    encoded.write(out, index);
                    written += encoded.content().limit();
                    pipeline.release(encoded);
                    progress.accept(written);
                }
            }
        }
        return imageDigest.digest();
    }

    private static Sha256 hash(FileChannel file) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        ByteBuffer buffer = ByteBuffer.allocate(HASH_BUFFER);
        long position = 0;
        while (file.read(buffer.clear(), position) >= 0) {
            digest.update(buffer.flip());
            position += buffer.limit();
        }
        return Sha256.of(digest.digest());
    }
}
