package io.slipway.artifact.publication;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.Test;

import io.slipway.artifact.publication.bouncycastle.Sha256Digests;
import io.slipway.artifact.tenant.Tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PartPumpTest {

    private static final int PART = 5 << 20;
    private static final int BUFFERS = 3;
    private static final UploadLimits LIMITS = new UploadLimits(1L << 40, PART, 512L << 20, Duration.ofHours(1));
    private static final UUID WRITER = new UUID(0, 1);

    private final CountingStore store = new CountingStore();
    private final PartRecorder uploads = new PartRecorder();
    private final PartMemory memory = new PartMemory(BUFFERS * PART, Duration.ofMillis(10));
    private final PartPump pump = new PartPump(store, uploads, new Sha256Digests(), memory, LIMITS);

    @Test
    void needs_three_parts_of_memory_for_however_many_bytes() throws IOException {
        // Given a stream of a gibibyte
        long length = 1L << 30;

        // When
        PartPump.Pumped pumped =
                pump.pump(upload(OptionalLong.empty()), WRITER, Zeros.of(length), PartPump.End.OF_UPLOAD);

        // Then
        assertThat(pumped.received()).isEqualTo(length);
        assertThat(store.fullBuffers).hasSizeLessThanOrEqualTo(BUFFERS);
        assertThat(store.largest).isLessThanOrEqualTo(PART);
        assertThat(memory.free()).isEqualTo(BUFFERS * PART);
    }

    @Test
    void refuses_when_all_memory_is_taken() {
        try (PartMemory.Buffers _ = memory.take(PART, BUFFERS)) {
            assertThatThrownBy(
                            () -> pump.pump(upload(OptionalLong.empty()), WRITER, Zeros.of(1), PartPump.End.OF_UPLOAD))
                    .isInstanceOfSatisfying(UploadRefusedException.class, e -> assertThat(e.refusal())
                            .isEqualTo(new UploadRefusal.NoMemory()));
        }
    }

    @Test
    void stores_a_short_last_part_of_a_whole_upload_but_not_of_a_request() throws IOException {
        Upload upload = upload(OptionalLong.of(2L * PART));

        long ofRequest = pump.pump(upload, WRITER, Zeros.of(PART + 5), PartPump.End.OF_REQUEST)
                .received();
        long ofUpload = pump.pump(upload(OptionalLong.empty()), WRITER, Zeros.of(PART + 5), PartPump.End.OF_UPLOAD)
                .received();

        assertThat(ofRequest).isEqualTo(PART);
        assertThat(ofUpload).isEqualTo(PART + 5);
    }

    @Test
    void makes_parts_durable_that_came_before_a_stream_breaks() {
        Upload upload = upload(OptionalLong.of(3L * PART));
        InputStream breaking = new SequenceInputStream(Zeros.of(PART + 5), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }
        });

        assertThatThrownBy(() -> pump.pump(upload, WRITER, breaking, PartPump.End.OF_REQUEST))
                .isInstanceOf(IOException.class);

        assertThat(uploads.parts).containsExactly(new Part(1, PART, "tag-1"));
    }

    @Test
    void counts_no_part_behind_one_that_the_store_did_not_take() {
        // Given
        store.refused = 2;
        Upload upload = upload(OptionalLong.of(4L * PART));

        // When
        assertThatThrownBy(() -> pump.pump(upload, WRITER, Zeros.of(4L * PART), PartPump.End.OF_REQUEST))
                .isInstanceOf(CompletionException.class);

        // Then
        assertThat(uploads.parts).containsExactly(new Part(1, PART, "tag-1"));
        assertThat(memory.free()).isEqualTo(BUFFERS * PART);
    }

    @Test
    void stops_when_another_writer_took_the_upload() {
        uploads.taken = true;

        assertThatThrownBy(() ->
                        pump.pump(upload(OptionalLong.empty()), WRITER, Zeros.of(PART * 3L), PartPump.End.OF_UPLOAD))
                .isInstanceOfSatisfying(UploadRefusedException.class, e -> assertThat(e.refusal())
                        .isEqualTo(new UploadRefusal.Busy()));
    }

    @Test
    void takes_larger_parts_where_ten_thousand_would_not_do() {
        assertThat(LIMITS.partSizeFor(1000)).isEqualTo(PART);
        assertThat((long) LIMITS.partSizeFor(1L << 40) * Part.MOST).isGreaterThanOrEqualTo(1L << 40);
        assertThatThrownBy(() -> new UploadLimits(1L << 40, PART, 64L << 20, Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Upload upload(OptionalLong length) {
        Tenant tenant = new Tenant("default");
        UUID id = new UUID(0, 2);
        return new Upload(
                id,
                tenant,
                length,
                Optional.empty(),
                new OpenObject(ObjectKey.staging(tenant, id), "session"),
                PART,
                List.of(),
                new byte[0],
                Instant.MAX,
                Optional.empty());
    }

    /** Remembers which buffers it was given. */
    private static final class CountingStore extends UnusedStore {

        private final Set<byte[]> fullBuffers = Collections.newSetFromMap(new IdentityHashMap<>());
        private int largest;
        private int refused;

        @Override
        public CompletableFuture<String> putPart(OpenObject object, int number, byte[] bytes, int length) {
            largest = Math.max(largest, bytes.length);
            if (length == PART) {
                fullBuffers.add(bytes);
            }
            return number == refused
                    ? CompletableFuture.failedFuture(new IllegalStateException("no"))
                    : CompletableFuture.completedFuture("tag-" + number);
        }

        @Override
        public String await(CompletableFuture<String> part) {
            return part.join();
        }
    }

    /** Remembers parts. */
    private static final class PartRecorder extends UnusedUploads {

        private final List<Part> parts = new ArrayList<>();
        private boolean taken;

        @Override
        public boolean addPart(UUID id, UUID writer, Part part, byte[] digestState, Duration life) {
            if (!taken) {
                parts.add(part);
            }
            return !taken;
        }
    }
}
