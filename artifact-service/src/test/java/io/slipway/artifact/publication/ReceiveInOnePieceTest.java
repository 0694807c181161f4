package io.slipway.artifact.publication;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.artifact.publication.bouncycastle.Sha256Digests;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.digest.Sha256;

import static io.slipway.artifact.Api.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReceiveInOnePieceTest {

    private static final Tenant TENANT = new Tenant("default");
    private static final UUID WRITER = new UUID(0, 1);
    private static final int MEMORY = 1 << 20;
    private static final int LENGTH = 300_000;
    private static final byte[] IMAGE = bytes(1, LENGTH);

    private final RecordingStore store = new RecordingStore();
    private final Announcements uploads = new Announcements();
    private final KnownArtifacts artifacts = new KnownArtifacts();
    private final PartMemory memory = new PartMemory(MEMORY, Duration.ofMillis(10));
    private final ReceiveInOnePiece receive = new ReceiveInOnePiece(
            store,
            new Sha256Digests(),
            memory,
            new Completion(store, uploads, artifacts, new Sha256Digests(), Clock.systemUTC()));

    @ParameterizedTest
    @ValueSource(ints = {1, (64 << 10) - 1, 64 << 10, (64 << 10) + 1, 128 << 10, LENGTH})
    void passes_on_what_comes(int length) {
        // Given
        byte[] image = bytes(2, length);

        // When
        PublicationResult result = receive(new Incoming(image, length, Sha256.of(image)));

        // Then
        assertThat(result).isInstanceOf(PublicationResult.Published.class);
        assertThat(result.artifact().length()).isEqualTo(length);
        assertThat(store.whole).containsExactly(image);
        assertThat(memory.free()).isEqualTo(MEMORY);
    }

    @Test
    void needs_one_buffer_for_however_many_bytes() {
        // Given a stream of a gibibyte
        long length = 1L << 30;
        store.keeps = false;

        // When: the digest is wrong, which is known at the end
        refused(new Incoming(Zeros.of(length), length, Sha256.of(IMAGE)), UploadRefusal.WrongDigest.class);

        // Then
        assertThat(store.came).isBetween(length - MEMORY, length - 1);
        assertThat(store.buffers).hasSize(1);
    }

    @Test
    void holds_the_end_back_from_the_store_if_the_digest_is_wrong() {
        Sha256 wrong = Sha256.of(new byte[1]);

        UploadRefusal refusal = refused(new Incoming(IMAGE, LENGTH, wrong), UploadRefusal.WrongDigest.class);

        assertThat(refusal).isEqualTo(new UploadRefusal.WrongDigest(wrong, Sha256.of(IMAGE)));
        assertThat(store.came).isLessThan(LENGTH);
    }

    @Test
    void holds_the_end_back_if_fewer_bytes_come_than_announced() {
        UploadRefusal refusal =
                refused(new Incoming(IMAGE, LENGTH + 1, Sha256.of(IMAGE)), UploadRefusal.TooShort.class);

        assertThat(refusal).isEqualTo(new UploadRefusal.TooShort(LENGTH + 1, LENGTH));
    }

    @Test
    void holds_the_end_back_if_more_bytes_come_than_announced() {
        UploadRefusal refusal = refused(new Incoming(IMAGE, LENGTH - 1, Sha256.of(IMAGE)), UploadRefusal.TooLong.class);

        assertThat(refusal).isEqualTo(new UploadRefusal.TooLong(LENGTH - 1));
        assertThat(store.came).isLessThan(LENGTH - 1);
    }

    @Test
    void holds_the_end_back_if_the_stream_breaks() {
        InputStream breaking = new SequenceInputStream(new ByteArrayInputStream(IMAGE), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }
        });

        refused(new Incoming(breaking, LENGTH, Sha256.of(IMAGE)), UploadRefusal.BrokenOff.class);

        assertThat(store.came).isLessThan(LENGTH);
    }

    @Test
    void holds_the_end_back_if_what_follows_the_file_is_refused() {
        Incoming incoming = new Incoming(IMAGE, LENGTH, Sha256.of(IMAGE));
        incoming.malformed = true;

        refused(incoming, UploadRefusal.Malformed.class);

        assertThat(store.came).isLessThan(LENGTH);
    }

    @Test
    void stores_nothing_that_is_there_but_verifies_it() {
        // Given
        Sha256 digest = Sha256.of(IMAGE);
        artifacts.known = Optional.of(new Artifact(TENANT, digest, LENGTH, Instant.EPOCH));

        // When
        PublicationResult result = receive(new Incoming(IMAGE, LENGTH, digest));

        // Then
        assertThat(result).isEqualTo(new PublicationResult.AlreadyPublished(artifacts.known.get()));
        assertThat(store.came).isZero();
        refused(new Incoming(bytes(3, LENGTH), LENGTH, digest), UploadRefusal.WrongDigest.class);
    }

    @Test
    void reads_nothing_while_the_reaper_is_at_work_on_the_digest() {
        uploads.reaping = true;
        Incoming incoming = new Incoming(IMAGE, LENGTH, Sha256.of(IMAGE));

        refused(incoming, UploadRefusal.Busy.class);

        assertThat(incoming.bytes).hasBinaryContent(IMAGE);
    }

    @Test
    void refuses_when_all_memory_is_taken() {
        try (PartMemory.Buffers _ = memory.take(MEMORY, 1)) {
            refused(new Incoming(IMAGE, LENGTH, Sha256.of(IMAGE)), UploadRefusal.NoMemory.class);
        }
    }

    private PublicationResult receive(Incoming incoming) {
        Upload upload = new Upload(
                new UUID(0, 2),
                TENANT,
                incoming.length(),
                incoming.declared(),
                OpenObject.inOnePiece(ObjectKey.of(TENANT, incoming.digest)),
                8 << 20,
                List.of(),
                new byte[0],
                Instant.MAX,
                Optional.empty());
        return receive.receive(upload, WRITER, incoming);
    }

    private UploadRefusal refused(Incoming incoming, Class<? extends UploadRefusal> expected) {
        long free = memory.free();
        UploadRefusal[] refusal = new UploadRefusal[1];
        assertThatThrownBy(() -> receive(incoming))
                .isInstanceOfSatisfying(UploadRefusedException.class, e -> refusal[0] = e.refusal());
        assertThat(refusal[0]).isInstanceOf(expected);
        assertThat(store.whole).isEmpty();
        assertThat(memory.free()).isEqualTo(free);
        return refusal[0];
    }

    /** Bytes with what is said about them. */
    private static final class Incoming implements IncomingArtifact {

        private final InputStream bytes;
        private final long length;
        private final Sha256 digest;
        private boolean malformed;

        Incoming(byte[] bytes, long length, Sha256 digest) {
            this(new ByteArrayInputStream(bytes), length, digest);
        }

        Incoming(InputStream bytes, long length, Sha256 digest) {
            this.bytes = bytes;
            this.length = length;
            this.digest = digest;
        }

        @Override
        public Optional<Sha256> declared() {
            return Optional.of(digest);
        }

        @Override
        public OptionalLong length() {
            return OptionalLong.of(length);
        }

        @Override
        public long atMost() {
            return length;
        }

        @Override
        public InputStream bytes() {
            return bytes;
        }

        @Override
        public Optional<Sha256> declaredAfterwards() {
            if (malformed) {
                throw new UploadRefusedException(new UploadRefusal.Malformed("no"));
            }
            return declared();
        }
    }

    /** Remembers what came, and what of it became an object: only what was written to the end. */
    private static final class RecordingStore extends UnusedStore {

        private final Set<byte[]> buffers = Collections.newSetFromMap(new IdentityHashMap<>());
        private final List<byte[]> whole = new ArrayList<>();
        private boolean keeps = true;
        private long came;

        @Override
        public void put(ObjectKey key, long length, Sha256 digest, Content content) {
            ByteArrayOutputStream kept = new ByteArrayOutputStream();
            try {
                content.writeTo(new OutputStream() {
                    @Override
                    public void write(int one) {
                        throw new UnsupportedOperationException();
                    }

                    @Override
                    public void write(byte[] bytes, int offset, int count) {
                        came += count;
                        buffers.add(bytes);
                        if (keeps) {
                            kept.write(bytes, offset, count);
                        }
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            whole.add(kept.toByteArray());
        }
    }

    /** Lets every upload go on, unless the reaper is at work. */
    private static final class Announcements extends UnusedUploads {

        private boolean reaping;

        @Override
        public boolean announce(UUID id, UUID writer, Sha256 digest) {
            return !reaping;
        }

        @Override
        public Artifact complete(UUID id, Artifact artifact) {
            return artifact;
        }
    }

    /** Knows one artifact, or none. */
    private static final class KnownArtifacts implements Artifacts {

        private Optional<Artifact> known = Optional.empty();

        @Override
        public Optional<Artifact> find(Tenant tenant, Sha256 digest) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Artifact> findWithOriginal(Tenant tenant, Sha256 digest) {
            return known;
        }

        @Override
        public boolean beginRemovalOfOriginal(Tenant tenant, Sha256 digest, Instant before) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<ObjectKey.Address> abandonedRemovals(int most) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Artifact> page(Tenant tenant, Optional<Sha256> after, int most) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean beginRemoval(Tenant tenant, Sha256 digest) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void endRemoval(Tenant tenant, Sha256 digest) {
            throw new UnsupportedOperationException();
        }
    }
}
