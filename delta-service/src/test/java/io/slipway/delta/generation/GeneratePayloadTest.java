package io.slipway.delta.generation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.delta.generation.PayloadJob.FullIsSmaller;
import io.slipway.delta.generation.PayloadJob.Generating;
import io.slipway.delta.generation.PayloadJob.Queued;
import io.slipway.delta.generation.PayloadJob.Ready;
import io.slipway.delta.generation.PayloadJob.Rejected;
import io.slipway.payload.create.CreatePayload;
import io.slipway.payload.create.CreationSettings;
import io.slipway.payload.index.IndexReference;
import io.slipway.payload.index.Sha256;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class GeneratePayloadTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Lease LEASE = new Lease(UUID.randomUUID(), NOW.plusSeconds(60));
    private static final RetryPolicy THRICE = new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(10));

    private final MemoryStores stores = new MemoryStores();
    private final SmallDeltas deltaMaker = new SmallDeltas();
    private final List<PayloadJob> observed = new ArrayList<>();
    private boolean proveStored;

    @TempDir
    Path workDirectory;

    @Test
    void an_image_in_the_store_becomes_a_payload_in_the_store() {
        MemoryJob job = generate(stores.add(content()), stores);

        assertThat(job.state()).isInstanceOfSatisfying(Ready.class, ready -> {
            assertThat(stores.payloads())
                    .containsOnlyKeys("default/" + ready.payload().sha256());
            assertThat(stores.payloads().values()).allSatisfy(bytes -> {
                assertThat(Sha256.ofContent(bytes)).isEqualTo(ready.payload().sha256());
                assertThat((long) bytes.length).isEqualTo(ready.payload().length());
            });
        });
        assertThat(observed).containsExactly(job.state());
    }

    @Test
    void an_image_that_the_store_does_not_have_is_rejected() {
        MemoryJob job = generate(new Image("default", Sha256.ofContent(content()), 5), stores);

        assertThat(rejection(job)).isEqualTo("image-missing");
    }

    @Test
    void an_image_with_other_bytes_than_its_digest_says_is_rejected() {
        MemoryJob job = generate(stores.add(Sha256.ofContent(new byte[0]), content()), stores);

        assertThat(rejection(job)).isEqualTo("image-digest-mismatch");
        assertThat(stores.payloads()).isEmpty();
    }

    @Test
    void an_image_longer_than_announced_is_rejected_without_reading_it_all() {
        Image announced = new Image("default", Sha256.ofContent(content()), 100);
        ImageStore endless = image -> Optional.of(new InputStream() {
            @Override
            public int read() {
                return 7;
            }
        });

        MemoryJob job = generate(announced, endless);

        assertThat(rejection(job)).isEqualTo("image-digest-mismatch");
    }

    @Test
    void a_store_that_is_away_is_asked_again_later() {
        Image image = stores.add(content());
        stores.goAway();

        MemoryJob job = generate(image, stores);

        assertThat(job.state()).isEqualTo(new Queued(new Way.Full(image), 1, NOW.plusMillis(1)));
    }

    @Test
    void a_connection_that_breaks_is_no_rejection() {
        Image image = stores.add(content());
        ImageStore breaking = _ -> Optional.of(new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        });

        MemoryJob job = generate(image, breaking);

        assertThat(job.state()).isInstanceOf(Queued.class);
    }

    @Test
    void a_disk_without_room_is_tried_again_later() {
        Image image = new Image("default", Sha256.ofContent(content()), 1L << 60);

        MemoryJob job = generate(image, stores);

        assertThat(job.state()).isInstanceOf(Queued.class);
    }

    @Test
    void the_result_of_an_attempt_that_lost_its_lease_is_dropped() {
        Image image = stores.add(content());
        Generating mine = new Generating(new Way.Full(image), 0, LEASE);
        MemoryJob job = new MemoryJob(mine);
        Lease other = new Lease(UUID.randomUUID(), NOW);
        ImageStore slow = asked -> {
            job.giveTo(other);
            return stores.open(asked);
        };

        useCase(job, slow).generate(mine);

        assertThat(job.state()).isEqualTo(new Generating(new Way.Full(image), 0, other));
        assertThat(observed).isEmpty();
    }

    @Test
    void a_database_that_is_away_when_the_payload_is_made_is_waited_for() {
        Image image = stores.add(content());
        Generating mine = new Generating(new Way.Full(image), 0, LEASE);
        MemoryJob job = new MemoryJob(mine);
        job.failSettlements(2);

        useCase(job, stores).generate(mine);

        assertThat(job.state()).isInstanceOf(Ready.class);
    }

    @Test
    void an_interrupt_gives_the_job_back() throws Exception {
        Image image = stores.add(content());
        Generating mine = new Generating(new Way.Full(image), 1, LEASE);
        MemoryJob job = new MemoryJob(mine);
        CountDownLatch reading = new CountDownLatch(1);
        ImageStore hanging = _ -> Optional.of(hanging(reading));

        Thread worker = Thread.ofPlatform().start(() -> useCase(job, hanging).generate(mine));
        reading.await();
        worker.interrupt();
        worker.join();

        assertThat(job.state()).isEqualTo(new Queued(new Way.Full(image), 1, NOW));
    }

    @Test
    void leaves_nothing_in_the_work_directory_and_removes_what_a_crash_left() throws Exception {
        Path left = Files.createDirectory(workDirectory.resolve("generation-1"));
        Files.write(left.resolve("image"), new byte[10]);
        Files.write(workDirectory.resolve("of-someone-else"), new byte[1]);

        MemoryJob job = generate(stores.add(content()), stores);
        maker(job, stores).cleanUp();

        try (var files = Files.list(workDirectory)) {
            assertThat(files).containsExactly(workDirectory.resolve("of-someone-else"));
        }
    }

    @Test
    void an_attempt_is_stopped_when_its_lease_is_lost() {
        Image image = stores.add(content());
        Generating mine = new Generating(new Way.Full(image), 0, LEASE);
        MemoryJob job = new MemoryJob(mine);
        try (Attempt attempt = new Attempt(job, mine, Duration.ofSeconds(1), Clock.fixed(NOW, ZoneOffset.UTC))) {
            job.giveTo(new Lease(UUID.randomUUID(), NOW));

            await().atMost(Duration.ofSeconds(20)).until(() -> isStopped(attempt));
        }
    }

    @Test
    void a_payload_that_replaces_its_original_is_proven_as_it_is_stored() {
        proveStored = true;

        MemoryJob job = generate(stores.add(content()), stores);

        assertThat(job.state()).isInstanceOf(Ready.class);
        assertThat(stores.reads()).isPositive();
    }

    @Test
    void a_payload_that_is_back_takes_the_marker_of_its_removal_away() {
        Image image = stores.add(content());
        Generating mine = new Generating(new Way.Full(image), 0, LEASE);
        MemoryJob job = new MemoryJob(mine);
        Sha256 former = Sha256.ofContent(new byte[1]);
        stores.remove("default", former);
        job.hasMarked(former);

        useCase(job, stores).generate(mine);

        assertThat(job.state()).isInstanceOfSatisfying(Ready.class, ready -> assertThat(stores.payloads())
                .containsOnlyKeys("default/" + ready.payload().sha256()));
    }

    @Test
    void a_delta_is_made_of_both_images_and_stored() {
        MemoryJob job = generateDelta(content(), 1000);

        assertThat(job.state()).isInstanceOfSatisfying(Ready.class, ready -> assertThat(stores.payloads())
                .containsKey("default/" + ready.payload().sha256()));
        assertThat(deltaMaker.source()).isEqualTo(source());
        assertThat(workDirectory).isEmptyDirectory();
    }

    @Test
    void a_delta_above_nine_tenths_of_the_full_payload_is_thrown_away_with_both_sizes() {
        MemoryJob tooLarge = generateDelta(content(), 9_001);
        MemoryJob justRight = generateDelta(content(), 9_000);

        assertThat(tooLarge.state()).isInstanceOfSatisfying(FullIsSmaller.class, smaller -> assertThat(smaller.sizes())
                .isEqualTo(new Sizes(9_001, 10_000)));
        assertThat(justRight.state()).isInstanceOf(Ready.class);
        assertThat(stores.payloads()).hasSize(1);
    }

    @Test
    void a_delta_that_makes_another_image_is_never_stored() {
        deltaMaker.makesAnotherImage();

        MemoryJob job = generateDelta(content(), 100);

        assertThat(job.state()).isInstanceOf(Queued.class);
        assertThat(stores.payloads()).isEmpty();
    }

    @Test
    void a_delta_that_does_not_fit_into_memory_is_rejected_at_once() {
        MemoryJob job = generateDelta(content(), 0);

        assertThat(rejection(job)).isEqualTo("memory-too-small");
    }

    @Test
    void a_source_whose_original_is_gone_is_taken_from_its_full_payload() {
        Image source = stores.add(source());
        MemoryJob full = generate(source, stores);
        StoredPayload payload = ((Ready) full.state()).payload();
        stores.removeImages();
        Image image = stores.add(content());
        MemoryJob job = delta(source, image);
        job.hasFullPayload(payload);

        useCase(job, stores).generate((Generating) job.state());

        assertThat(job.state()).isInstanceOf(Ready.class);
        assertThat(deltaMaker.source()).isEqualTo(source());
    }

    @Test
    void a_delta_without_a_full_payload_to_fall_back_on_is_rejected() {
        MemoryJob job = delta(stores.add(source()), stores.add(content()));

        useCase(job, stores).generate((Generating) job.state());

        assertThat(rejection(job)).isEqualTo("full-payload-missing");
    }

    @Test
    void a_failure_that_only_follows_from_a_lost_lease_is_none() {
        Image image = stores.add(content());
        Generating mine = new Generating(new Way.Full(image), 0, LEASE);
        MemoryJob job = new MemoryJob(mine);
        Lease other = new Lease(UUID.randomUUID(), NOW);
        ImageStore failing = asked -> {
            job.giveTo(other);
            await().atMost(Duration.ofSeconds(20)).until(() -> job.renewalsRefused() > 0);
            throw new IOException("closed under way");
        };

        useCase(job, failing).generate(mine);

        assertThat(job.state()).isEqualTo(new Generating(new Way.Full(image), 0, other));
    }

    private MemoryJob generateDelta(byte[] content, int length) {
        MemoryJob job = delta(stores.add(source()), stores.add(content));
        job.hasFullPayload(new StoredPayload(
                Sha256.ofContent(content), 10_000, new IndexReference(80, Sha256.ofContent(content))));
        deltaMaker.makes(length);
        useCase(job, stores).generate((Generating) job.state());
        return job;
    }

    private static MemoryJob delta(Image source, Image image) {
        return new MemoryJob(new Generating(new Way.Delta(source, image), 0, LEASE));
    }

    private static byte[] source() {
        byte[] source = content();
        source[1_000_000] ^= 1;
        return source;
    }

    private static boolean isStopped(Attempt attempt) {
        try {
            attempt.progress(Progress.Phase.COMPRESSING, 1, 2);
            return false;
        } catch (LeaseLostException e) {
            return true;
        }
    }

    private MemoryJob generate(Image image, ImageStore images) {
        Generating generating = new Generating(new Way.Full(image), 0, LEASE);
        MemoryJob job = new MemoryJob(generating);
        useCase(job, images).generate(generating);
        return job;
    }

    private GeneratePayload useCase(PayloadJobs jobs, ImageStore images) {
        GenerationPolicy policy =
                new GenerationPolicy(1, 1, 1, Duration.ofSeconds(1), Duration.ofMillis(10), THRICE, false);
        return new GeneratePayload(
                jobs, maker(jobs, images), policy, (job, _) -> observed.add(job), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private PayloadMaker maker(PayloadJobs jobs, ImageStore images) {
        FullPayloadMaker full = new FullPayloadMaker(
                images, stores, jobs, new CreatePayload(CreationSettings.withThreads(2)), proveStored);
        DeltaPayloadMaker delta = new DeltaPayloadMaker(images, stores, jobs, deltaMaker, 0.9);
        BackMaker back = new BackMaker(stores, jobs, new CreatePayload(CreationSettings.withThreads(2)));
        return new PayloadMaker(full, delta, back, workDirectory, 1 << 20);
    }

    private static String rejection(MemoryJob job) {
        return job.state() instanceof Rejected rejected
                ? rejected.reason().code()
                : job.state().toString();
    }

    private static InputStream hanging(CountDownLatch reading) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                reading.countDown();
                try {
                    new CountDownLatch(1).await();
                    return -1;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted", e);
                }
            }
        };
    }

    private static byte[] content() {
        byte[] content = new byte[2_500_000];
        new Random(1).nextBytes(content);
        Arrays.fill(content, 500_000, 2_000_000, (byte) 9);
        return content;
    }
}
