package io.slipway.artifact.publication;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;

import io.slipway.metadata.digest.Sha256;

/**
 * Passes an artifact whose length and digest were said beforehand on to the store while it comes, in one request. That spares the store putting parts together,
 * which some do by copying.
 *
 * <p>The last bytes are held back until all have come and have the right digest. What breaks off or is wrong is broken off towards the store as well, which
 * keeps nothing of a request that is not complete.
 */
public final class ReceiveInOnePiece {

    private static final int BUFFER = 64 << 10;

    /** What one upload counts for: its buffer, and those of the form, of TLS and of the connections. */
    private static final int MEMORY = 1 << 20;

    private final ArtifactStore store;
    private final Digests digests;
    private final PartMemory memory;
    private final Completion completion;

    public ReceiveInOnePiece(ArtifactStore store, Digests digests, PartMemory memory, Completion completion) {
        this.store = store;
        this.digests = digests;
        this.memory = memory;
        this.completion = completion;
    }

    /**
     * Reads the artifact to its end and makes it visible. If there is one of this digest already, its bytes are verified and go nowhere.
     *
     * @param upload begun for this artifact, with its length and digest
     * @param writer who holds it
     * @throws UploadRefusedException if the artifact breaks off or has another length or digest than declared
     */
    PublicationResult receive(Upload upload, UUID writer, IncomingArtifact incoming) {
        long length = upload.length().orElseThrow();
        Sha256 digest = upload.declared().orElseThrow();
        Optional<Artifact> existing = completion.announce(upload, writer, digest);
        try (PartMemory.Buffers buffers = memory.take(MEMORY, 1)) {
            Passage passage = new Passage(incoming, length, digest, digests.fastest(), buffers.filling(BUFFER));
            if (existing.isPresent()) {
                verify(passage);
                return completion.alreadyPublished(upload, existing.get());
            }
            store.put(upload.target().key(), length, digest, passage);
        }
        return completion.published(upload, digest, length);
    }

    private static void verify(Passage passage) {
        try {
            passage.writeTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException("nothing was to be written", e);
        }
    }

    /** One artifact on its way through. */
    private record Passage(IncomingArtifact incoming, long length, Sha256 digest, RunningDigest running, byte[] buffer)
            implements ArtifactStore.Content {

        @Override
        public void writeTo(OutputStream out) throws IOException {
            InputStream body = incoming.bytes();
            long left = length;
            while (left > buffer.length) {
                fill(body, buffer.length, left);
                out.write(buffer);
                left -= buffer.length;
            }
            fill(body, (int) left, left);
            requireEnd(body);
            requireDigest();
            out.write(buffer, 0, (int) left);
        }

        private void fill(InputStream body, int wanted, long left) {
            int filled = 0;
            while (filled < wanted) {
                int read = read(body, filled, wanted - filled);
                if (read < 0) {
                    throw new UploadRefusedException(new UploadRefusal.TooShort(length, length - left + filled));
                }
                filled += read;
            }
            running.update(buffer, wanted);
        }

        private int read(InputStream body, int offset, int wanted) {
            try {
                return body.read(buffer, offset, wanted);
            } catch (IOException e) {
                throw new UploadRefusedException(new UploadRefusal.BrokenOff());
            }
        }

        private void requireEnd(InputStream body) {
            try {
                if (body.read() >= 0) {
                    throw new UploadRefusedException(new UploadRefusal.TooLong(length));
                }
            } catch (IOException e) {
                throw new UploadRefusedException(new UploadRefusal.BrokenOff());
            }
        }

        private void requireDigest() {
            Sha256 actual = running.finish();
            Sha256 declared = incoming.declaredAfterwards().orElse(digest);
            if (!declared.equals(actual)) {
                throw new UploadRefusedException(new UploadRefusal.WrongDigest(declared, actual));
            }
        }
    }
}
