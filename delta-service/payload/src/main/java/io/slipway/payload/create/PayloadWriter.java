package io.slipway.payload.create;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

import io.slipway.payload.index.IndexEncoder;
import io.slipway.payload.index.IndexReference;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Sha256;
import io.slipway.payload.index.SourceImage;

/** Writes a payload whose index is known only when all blobs are: they wait in a file beside it. Not thread-safe. */
final class PayloadWriter implements Closeable {

    private static final int HASH_BUFFER = 1 << 20;

    private final Path payload;
    private final FileChannel blobs;
    private final IndexEncoder index = new IndexEncoder();
    private long targetLength;

    /** @param payload a file that does not exist yet */
    PayloadWriter(Path payload) throws IOException {
        this.payload = payload;
        this.blobs = FileChannel.open(
                payload.resolveSibling(payload.getFileName() + ".blobs"),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    void add(EncodedRange range) throws IOException, PayloadRefusedException {
        range.addTo(index);
        writeFully(blobs, range.blob());
        targetLength += range.length();
    }

    CreatedPayload finishFull(Sha256 target) throws IOException {
        return write(target, index.finishFull(target.bytes()), new byte[0]);
    }

    CreatedPayload finishDelta(Sha256 target, SourceImage source, byte[] preamble) throws IOException {
        return write(target, index.finishDelta(target.bytes(), source, preamble), preamble);
    }

    private CreatedPayload write(Sha256 target, byte[] indexBytes, byte[] preamble) throws IOException {
        try (FileChannel out = FileChannel.open(
                payload, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            try {
                writeFully(out, indexBytes);
                writeFully(out, preamble);
                long done = 0;
                while (done < blobs.size()) {
                    done += blobs.transferTo(done, blobs.size() - done, out);
                }
                return new CreatedPayload(
                        targetLength,
                        target,
                        out.size(),
                        hash(out),
                        new IndexReference(indexBytes.length, Sha256.ofContent(indexBytes)));
            } catch (IOException | RuntimeException e) {
                Files.delete(payload);
                throw e;
            }
        }
    }

    /** Digest of a whole file. */
    static Sha256 hash(FileChannel file) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        ByteBuffer buffer = ByteBuffer.allocate(HASH_BUFFER);
        long position = 0;
        while (file.read(buffer.clear(), position) >= 0) {
            digest.update(buffer.flip());
            position += buffer.limit();
        }
        return Sha256.of(digest.digest());
    }

    private static void writeFully(FileChannel file, byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            file.write(rest);
        }
    }

    @Override
    public void close() throws IOException {
        blobs.close();
    }
}
