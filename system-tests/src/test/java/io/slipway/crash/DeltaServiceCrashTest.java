package io.slipway.crash;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.Result;
import io.minio.messages.Item;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.crash.Topics.Fact;
import io.slipway.engines.Durability;
import io.slipway.engines.Engine;
import io.slipway.engines.Engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** delta-service is killed while it makes a delta. */
class DeltaServiceCrashTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final int IMAGE_BYTES = 16 << 20;
    private static final String PATHS = "slipway.delta.path.v1";
    private static final HexFormat HEX = HexFormat.of();

    @TempDir
    Path directory;

    private final List<Engine> engines = new ArrayList<>();
    private final byte[] old = image();
    private final byte[] next = changed(old);
    private final UUID release = UUID.randomUUID();
    private Topics topics;
    private MinioClient store;
    private ServiceProcess service;

    @BeforeEach
    void start() {
        engines.add(Engines.postgres(directory.resolve("postgres"), 0, Durability.CRASH));
        engines.add(Engines.kafka(directory.resolve("kafka"), 0));
        engines.add(Engines.s3(directory.resolve("s3"), 0));
        Map<String, String> configuration = new HashMap<>();
        engines.forEach(engine -> configuration.putAll(engine.coordinates()));
        topics = new Topics(configuration.get("kafka.bootstrap.servers"));
        store = MinioClient.builder()
                .endpoint(configuration.get("slipway.object-store.endpoint"))
                .region(configuration.get("slipway.object-store.region"))
                .credentials(
                        configuration.get("slipway.object-store.access-key"),
                        configuration.get("slipway.object-store.secret-key"))
                .build();
        configuration.put("slipway.delta.work-directory", work().toString());
        configuration.put("slipway.delta.lease", "5s");
        configuration.put("slipway.delta.deltas.index-memory", Long.toString(128 << 20));
        service = new ServiceProcess("delta-service", directory, configuration);
    }

    @AfterEach
    void stop() throws Exception {
        service.close();
        engines.reversed().forEach(Engine::close);
        store.close();
    }

    @Test
    void a_delta_is_made_once_all_the_same_and_nothing_half_written_stays() throws Exception {
        // Given a delta in the middle of being made
        publish(UUID.randomUUID(), old);
        topics.untilThereIs(PATHS, PATIENCE, fact -> isReady(fact, old, "full"));
        topics.tell("slipway.device.report.v1", "default/board-1", "DeviceStatusReported", status());
        publish(release, next);
        await().pollInterval(BETWEEN_LOOKS).atMost(PATIENCE).until(this::isComparing);
        String job = deltaJob();

        // When
        service.kill();
        assertThat(isComparing()).as("left by the dead").isTrue();
        service.restart();

        // Then another attempt makes it
        List<String> attempts = topics
                .untilThereIs(
                        "slipway.delta.job.v1",
                        PATIENCE,
                        fact -> fact.key().equals("default/" + job)
                                && fact.text("/state").equals("ready"))
                .stream()
                .filter(fact -> fact.key().equals("default/" + job))
                .map(fact -> fact.text("/state").equals("running")
                        ? "failures " + fact.text("/failures")
                        : fact.text("/state"))
                .distinct()
                .toList();
        assertThat(attempts).containsExactly("queued", "failures 0", "failures 1", "ready");

        // And is told once: what is told of a later release comes behind it
        UUID later = UUID.randomUUID();
        publish(later, next);
        List<Fact> told = topics.untilThereIs(
                PATHS, PATIENCE, fact -> fact.text("/releaseId").equals(later.toString()));
        assertThat(told.stream()
                        .filter(fact -> fact.text("/releaseId").equals(release.toString()))
                        .filter(fact -> fact.text("/kind").equals("delta")))
                .singleElement()
                .satisfies(fact -> assertThat(fact.type()).isEqualTo("UpdatePathReady"));

        // And nothing is left but whole payloads
        await().atMost(PATIENCE).until(() -> entriesOfWork().isEmpty());
        assertThat(payloads()).hasSize(3).allSatisfy((name, content) -> assertThat(name)
                .endsWith("/" + digest(content)));
    }

    /** Whether there is a directory for what comparing spills: it comes after both images and goes with the attempt. */
    private boolean isComparing() throws Exception {
        return entriesOfWork().stream().anyMatch(workspace -> Files.exists(workspace.resolve("scratch")));
    }

    /** The id of the job that is under way. */
    private String deltaJob() {
        JsonNode jobs = service.get("/api/v1/payload-jobs?releaseId=" + release);
        assertThat(jobs.findValuesAsText("state")).containsExactlyInAnyOrder("ready", "running");
        return jobs.valueStream()
                .filter(job -> job.at("/state").asText().equals("running"))
                .findFirst()
                .orElseThrow()
                .at("/id")
                .asText();
    }

    private void publish(UUID id, byte[] image) throws Exception {
        store.putObject(
                PutObjectArgs.builder().bucket("slipway-artifacts").object("default/sha256/" + digest(image)).stream(
                                new ByteArrayInputStream(image), (long) image.length, -1L)
                        .build());
        topics.tell("slipway.artifact.release.v1", "default/" + id, "ReleasePublished", """
                {"tenant":"default","releaseId":"%s","name":"debian","version":"%s","deviceTypes":["virtual-board"],
                 "components":[{"name":"rootfs","target":"debian/2/rootfs","artifact":{"sha256":"%s","length":%d,"format":"raw"}}],
                 "publishedAt":"%s"}""".formatted(
                        id, id, digest(image), image.length, Instant.now()));
    }

    private String status() {
        return """
                {"tenant":"default","deviceId":"board-1","sequence":1,"deviceType":"virtual-board","clientVersion":"0.1.0","bootedSlot":"a",
                 "installed":[{"component":"rootfs","name":"debian","version":"1","sha256":"%s"}],"attributes":{},
                 "occurredAt":"2026-11-21T10:00:00Z","receivedAt":"2026-11-21T10:00:01Z"}""".formatted(digest(old));
    }

    private static boolean isReady(Fact fact, byte[] image, String kind) {
        return fact.type().equals("UpdatePathReady")
                && fact.text("/image/sha256").equals(digest(image))
                && fact.text("/kind").equals(kind);
    }

    private Path work() {
        return directory.resolve("work");
    }

    private List<Path> entriesOfWork() throws Exception {
        try (Stream<Path> entries = Files.list(work())) {
            return entries.toList();
        }
    }

    /** Everything in the bucket of payloads, by its name. */
    private Map<String, byte[]> payloads() throws Exception {
        Map<String, byte[]> found = new HashMap<>();
        for (Result<Item> item : store.listObjects(ListObjectsArgs.builder()
                .bucket("slipway-payloads")
                .recursive(true)
                .build())) {
            String name = item.get().objectName();
            try (var in = store.getObject(GetObjectArgs.builder()
                    .bucket("slipway-payloads")
                    .object(name)
                    .build())) {
                found.put(name, in.readAllBytes());
            }
        }
        return found;
    }

    private static String digest(byte[] content) {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] image() {
        byte[] image = new byte[IMAGE_BYTES];
        new Random(1).nextBytes(image);
        return image;
    }

    /** As {@code image} but for scattered bytes, which make it tedious to compare and the delta small all the same. */
    private static byte[] changed(byte[] image) {
        byte[] changed = image.clone();
        Random random = new Random(2);
        for (int i = 0; i < changed.length; i += 1 + random.nextInt(40)) {
            changed[i] = (byte) random.nextInt();
        }
        return changed;
    }
}
