package io.slipway.delta;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.minio.MinioClient;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.delta.generation.Lease;
import io.slipway.delta.generation.PayloadJob.Generating;
import io.slipway.delta.generation.PayloadJobs;
import io.slipway.delta.generation.RetryPolicy;
import io.slipway.delta.generation.Way;
import io.slipway.payload.index.Sha256;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Deltas with real PostgreSQL, Kafka, S3 and the real format: what the fleet runs decides what is made. Each test has a tenant of its own. */
@QuarkusTest
class DeltaGenerationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String RELEASES = "slipway.artifact.release.v1";
    private static final String REPORTS = "slipway.device.report.v1";
    private static final String DEVICES = "slipway.device.device.v1";
    private static final String PATHS = "slipway.delta.path.v1";

    @Inject
    MinioClient store;

    @Inject
    Mutiny.SessionFactory sessions;

    @Inject
    ObjectMapper json;

    @Inject
    HeldDeltaMaker maker;

    @Inject
    PayloadJobs jobs;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @ConfigProperty(name = "slipway.delta.work-directory")
    Path workDirectory;

    @TempDir
    Path directory;

    private final String tenant = "t-" + UUID.randomUUID().toString().substring(0, 18);
    private final byte[] old = image();
    private final byte[] next = changed(old);

    @AfterEach
    void hold_nothing() {
        maker.release();
    }

    @Test
    void a_release_gets_a_delta_from_what_the_fleet_runs() throws Exception {
        // Given a fleet that runs the old release
        publish("old-board", old);
        report("board-1", old);
        awaitDevices(1);

        // When
        UUID release = publish("virtual-board", next);

        // Then
        JsonNode ready = event("UpdatePathReady", next, "delta");
        assertThat(ready.at("/releaseId").asText()).isEqualTo(release.toString());
        assertThat(ready.at("/from/sha256").asText()).isEqualTo(digest(old).hex());
        assertThat(ready.at("/from/length").asLong()).isEqualTo(old.length);
        assertThat(ready.at("/payload/length").asLong()).isLessThan(100_000);
        byte[] payload =
                new Buckets(store).payload(tenant, ready.at("/payload/sha256").asText());
        assertThat(Applied.delta(payload, ready, old, directory)).isEqualTo(next);
        JsonNode job = deltaJobs(release).getFirst();
        assertThat(job.at("/state").asText()).isEqualTo("ready");
        assertThat(job.at("/ratioToFull").asDouble()).isBetween(0.0, 0.9);
        assertThat(job.at("/seconds").isNumber()).isTrue();
    }

    @Test
    void a_device_that_reports_later_brings_a_delta_to_the_latest_release_once() throws Exception {
        // Given
        publish("virtual-board", old);
        UUID release = publish("virtual-board", next);
        event("UpdatePathReady", next, "full");

        // When two devices report, one of them twice
        UUID first = report("board-1", old);
        event("UpdatePathReady", next, "delta");
        records().send(REPORTS, tenant + "/board-1", first, "DeviceStatusReported", status("board-1", 1, old));
        report("board-2", old);
        awaitDevices(2);

        // Then
        assertThat(deltaJobs(release)).hasSize(1);
        assertThat(maker.begun().stream().filter(digest(old)::equals)).hasSize(1);
        assertThat(events("UpdatePathReady", next, "delta")).hasSize(1);
    }

    @Test
    void a_release_that_becomes_known_after_its_successor_is_a_source_all_the_same() throws Exception {
        // Given
        Instant later = Instant.now();
        UUID release = publish("virtual-board", next, later);
        report("board-1", old);
        awaitDevices(1);
        assertThat(deltaJobs(release)).isEmpty();

        // When
        publish("virtual-board", old, later.minusSeconds(3600));

        // Then
        assertThat(event("UpdatePathReady", next, "delta").at("/releaseId").asText())
                .isEqualTo(release.toString());
    }

    @Test
    void what_most_devices_run_comes_first_and_only_so_much_of_it() throws Exception {
        // Given four images, the worker busy, and a fleet
        List<byte[]> images = IntStream.range(0, 4).mapToObj(_ -> image()).toList();
        for (byte[] image : images) {
            publish("old-board", image);
        }
        int[] devices = {1, 2, 4, 3};
        for (int i = 0; i < devices.length; i++) {
            for (int n = 0; n < devices[i]; n++) {
                report("board-" + i + "-" + n, images.get(i));
            }
        }
        awaitDevices(10);
        maker.hold();

        // When
        UUID release = publish("virtual-board", next);
        await().atMost(PATIENCE).until(() -> maker.held() == 1);
        await().atMost(PATIENCE).until(() -> deltaJobs(release).size() == 3);
        maker.release();

        // Then
        await().atMost(PATIENCE).until(() -> states(release).equals(Set.of("rejected")));
        Set<Sha256> ours =
                Set.copyOf(images.stream().map(DeltaGenerationTest::digest).toList());
        assertThat(maker.begun().stream().filter(ours::contains))
                .containsExactly(digest(images.get(2)), digest(images.get(3)), digest(images.get(1)));
    }

    @Test
    void a_delta_that_does_not_pay_is_rejected_with_both_sizes() throws Exception {
        // Given a source that has nothing in common with the image
        byte[] other = image();
        publish("old-board", other);
        report("board-1", other);
        awaitDevices(1);

        // When
        UUID release = publish("virtual-board", next);

        // Then
        JsonNode rejected = event("UpdatePathRejected", next, "delta");
        assertThat(rejected.at("/reason/code").asText()).isEqualTo("full-is-smaller");
        long full = event("UpdatePathReady", next, "full").at("/payload/length").asLong();
        assertThat(rejected.at("/sizes/full").asLong()).isEqualTo(full);
        assertThat(rejected.at("/sizes/delta").asLong()).isGreaterThan(full * 9 / 10);
        JsonNode job = deltaJobs(release).getFirst();
        assertThat(job.at("/state").asText()).isEqualTo("rejected");
        assertThat(job.at("/deltaLength")).isEqualTo(rejected.at("/sizes/delta"));
        assertThat(job.at("/ratioToFull").asDouble()).isGreaterThan(0.9);
    }

    @Test
    void a_job_whose_worker_dies_in_the_middle_is_made_from_the_beginning() throws Exception {
        // Given a job that is being made
        UUID release = deltaUnderWay();

        // When the lease passes to nobody, as after a crash
        database()
                .execute(
                        "update delta.payload_job set lease_owner = gen_random_uuid(), lease_until = now() - interval '1 second' where tenant = '"
                                + tenant + "' and source_sha256 is not null and state = 'generating'");
        await().atMost(PATIENCE)
                .until(() -> maker.begun().stream().filter(digest(old)::equals).count() == 2);
        maker.release();

        // Then
        JsonNode ready = event("UpdatePathReady", next, "delta");
        assertThat(Applied.delta(
                        new Buckets(store)
                                .payload(tenant, ready.at("/payload/sha256").asText()),
                        ready,
                        old,
                        directory))
                .isEqualTo(next);
        assertThat(events("UpdatePathReady", next, "delta")).hasSize(1);
        assertThat(states(release)).containsExactly("ready");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(workDirectory).isEmptyDirectory());
    }

    @Test
    void a_withdrawn_release_stops_the_delta_that_is_being_made_for_it() throws Exception {
        // Given
        UUID release = deltaUnderWay();
        assertThat(deltaJobs(release).getFirst().at("/progress/phase").asText()).isNotEmpty();

        // When
        String content = """
                {"tenant":"%s","releaseId":"%s","reason":"wrong","withdrawnAt":"2026-11-21T11:00:00Z"}""".formatted(tenant, release);
        records().send(RELEASES, tenant + "/" + release, UUID.randomUUID(), "ReleaseWithdrawn", content);

        // Then its worker is free, without having made anything
        await().atMost(PATIENCE).until(() -> maker.held() == 0);
        assertThat(states(release)).containsExactly("cancelled");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(workDirectory).isEmptyDirectory());

        // And a device that reports brings no delta to it
        report("board-2", old);
        awaitDevices(2);
        assertThat(states(release)).containsExactly("cancelled");
    }

    @Test
    void two_workers_never_take_one_job() throws Exception {
        // Given the worker of this process busy, and many jobs
        deltaUnderWay();
        database().execute("""
                insert into delta.payload_job (job_key, tenant, image_sha256, image_length, source_sha256, source_length,
                    state, failures, not_before, phase_done, phase_total, created_at, changed_at)
                select '%1$s/' || repeat('0', 64) || '/from-' || lpad(n::text, 64, '0'), '%1$s', repeat('0', 64), 10, lpad(n::text, 64, '0'), 10,
                    'queued', 0, now() - interval '1 minute', 0, 0, now(), now()
                from generate_series(1, 40) as n""".formatted(tenant).replace("::text", " || ''"));
        Map<String, Integer> taken = new ConcurrentHashMap<>();

        // When
        try (ExecutorService workers = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                workers.execute(() -> {
                    Optional<Generating> job = take();
                    while (job.isPresent()) {
                        taken.merge(job.get().way().key(), 1, Integer::sum);
                        job = take();
                    }
                });
            }
            workers.shutdown();
            assertThat(workers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }

        // Then
        assertThat(taken).hasSize(40).allSatisfy((job, times) -> assertThat(times)
                .isEqualTo(1));
        database().execute("delete from delta.payload_job where image_sha256 = repeat('0', 64)");
    }

    @Test
    void an_original_that_is_gone_is_made_again_from_its_full_payload() throws Exception {
        // Given
        publish("old-board", old);
        JsonNode proof = event("ImageRebuildable", old, "");
        JsonNode full = event("UpdatePathReady", old, "full");
        assertThat(proof.at("/payload")).isEqualTo(full.at("/payload"));
        new Buckets(store).removeImage(tenant, digest(old));
        report("board-1", old);
        awaitDevices(1);

        // When
        publish("virtual-board", next);

        // Then
        JsonNode ready = event("UpdatePathReady", next, "delta");
        assertThat(Applied.delta(
                        new Buckets(store)
                                .payload(tenant, ready.at("/payload/sha256").asText()),
                        ready,
                        old,
                        directory))
                .isEqualTo(next);
    }

    @Test
    void a_revoked_device_counts_no_more() throws Exception {
        // Given
        publish("old-board", old);
        report("board-1", old);
        awaitDevices(1);

        // When
        records().send(DEVICES, tenant + "/board-1", UUID.randomUUID(), "DeviceRevoked", """
                {"tenant":"%s","deviceId":"board-1","reason":"lost","revokedAt":"2026-11-21T10:00:00Z"}""".formatted(tenant));
        awaitDevices(0);
        UUID release = publish("virtual-board", next);

        // Then
        event("UpdatePathReady", next, "full");
        assertThat(deltaJobs(release)).isEmpty();
    }

    @Test
    void jobs_can_be_read_one_by_one_and_what_is_asked_wrongly_is_answered_by_a_problem() throws Exception {
        UUID release = publish("virtual-board", next);
        event("UpdatePathReady", next, "full");
        JsonNode job = jobs(release).getFirst();

        var one = operator().get("/api/v1/payload-jobs/" + job.at("/id").asText() + "?tenant=" + tenant);
        var all = operator().get("/api/v1/payload-jobs?tenant=" + tenant);
        var foreign = operator().get("/api/v1/payload-jobs/" + job.at("/id").asText());
        var wrong = operator().get("/api/v1/payload-jobs?releaseId=7");

        assertThat(json.readTree(one.asString())).isEqualTo(job);
        assertThat(json.readTree(all.asString())).containsExactly(job);
        assertThat(job.at("/kind").asText()).isEqualTo("full");
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(foreign.jsonPath().getString("type")).isEqualTo("urn:slipway:problem:payload-job-unknown");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.jsonPath().getString("type")).isEqualTo("urn:slipway:problem:parameter-invalid");
        assertThat(RestAssured.given().get("/api/v1/payload-jobs").statusCode()).isEqualTo(401);
    }

    private UUID deltaUnderWay() throws Exception {
        publish("old-board", old);
        report("board-1", old);
        awaitDevices(1);
        maker.hold();
        UUID release = publish("virtual-board", next);
        await().atMost(PATIENCE)
                .until(() -> maker.held() == 1 && states(release).equals(Set.of("running")));
        return release;
    }

    private Optional<Generating> take() {
        Instant now = Instant.now();
        return jobs.take(
                Way.Kind.DELTA,
                new Lease(UUID.randomUUID(), now.plusSeconds(300)),
                new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                now);
    }

    /** Publishes a release with the image. */
    private UUID publish(String deviceType, byte[] image) throws Exception {
        return publish(deviceType, image, Instant.now());
    }

    private UUID publish(String deviceType, byte[] image, Instant publishedAt) throws Exception {
        UUID release = UUID.randomUUID();
        new Buckets(store).putImage(tenant, digest(image), image);
        String content = """
                {"tenant":"%s","releaseId":"%s","name":"debian","version":"%s","deviceTypes":["%s"],
                 "components":[{"name":"rootfs","target":"debian/2/rootfs","artifact":{"sha256":"%s","length":%d,"format":"raw"}}],
                 "publishedAt":"%s"}""".formatted(tenant, release, release, deviceType, digest(image), image.length, publishedAt);
        records().send(RELEASES, tenant + "/" + release, UUID.randomUUID(), "ReleasePublished", content);
        await().atMost(PATIENCE).until(() -> !jobs(release).isEmpty());
        return release;
    }

    private UUID report(String device, byte[] image) {
        UUID event = UUID.randomUUID();
        records().send(REPORTS, tenant + "/" + device, event, "DeviceStatusReported", status(device, 1, image));
        return event;
    }

    private String status(String device, long sequence, byte[] image) {
        return """
                {"tenant":"%s","deviceId":"%s","sequence":%d,"deviceType":"virtual-board","clientVersion":"0.1.0","bootedSlot":"a",
                 "installed":[{"component":"rootfs","name":"debian","version":"1","sha256":"%s"}],"attributes":{},
                 "occurredAt":"2026-11-21T10:00:00Z","receivedAt":"2026-11-21T10:00:01Z"}""".formatted(tenant, device, sequence, digest(image));
    }

    private void awaitDevices(int count) {
        await().atMost(PATIENCE)
                .until(() -> database()
                                .value(
                                        "select count(*) from delta.installation where tenant = '" + tenant + "'",
                                        Long.class)
                        == count);
    }

    private JsonNode event(String type, byte[] image, String kind) {
        return read(records()
                .await(PATHS, key(image), 1, record -> matches(record, type, kind))
                .getFirst());
    }

    private List<ConsumerRecord<String, String>> events(String type, byte[] image, String kind) {
        return records().await(PATHS, key(image), 1, record -> matches(record, type, kind));
    }

    private boolean matches(ConsumerRecord<String, String> record, String type, String kind) {
        return Records.header(record, "ce_type").equals(type)
                && read(record).at("/kind").asText().equals(kind);
    }

    private JsonNode read(ConsumerRecord<String, String> record) {
        return Schemas.validated(record, json);
    }

    private List<JsonNode> deltaJobs(UUID release) throws Exception {
        return jobs(release).stream()
                .filter(job -> job.at("/kind").asText().equals("delta"))
                .toList();
    }

    private Set<String> states(UUID release) throws Exception {
        return Set.copyOf(deltaJobs(release).stream()
                .map(job -> job.at("/state").asText())
                .distinct()
                .toList());
    }

    private List<JsonNode> jobs(UUID release) throws Exception {
        String answer = operator()
                .get("/api/v1/payload-jobs?tenant=" + tenant + "&releaseId=" + release)
                .asString();
        return json.readTree(answer).valueStream().toList();
    }

    private static RequestSpecification operator() {
        return RestAssured.given().auth().preemptive().basic("operator", "operator");
    }

    private Database database() {
        return new Database(sessions);
    }

    private String key(byte[] image) {
        return tenant + "/" + digest(image);
    }

    private Records records() {
        return new Records(kafka);
    }

    private static Sha256 digest(byte[] image) {
        return Sha256.ofContent(image);
    }

    private static byte[] image() {
        byte[] image = new byte[1_500_001];
        new Random().nextBytes(image);
        return image;
    }

    private static byte[] changed(byte[] image) {
        byte[] changed = image.clone();
        ByteBuffer.wrap(changed, 700_000, 8).putLong(System.nanoTime());
        return changed;
    }
}
