package io.slipway.delta;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.minio.MinioClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.engines.EngineTestResource;
import io.slipway.payload.index.Sha256;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The service with real PostgreSQL, Kafka and S3: events in, payloads and events out. */
@QuarkusTest
@QuarkusTestResource(
        value = EngineTestResource.class,
        initArgs = @ResourceArg(name = "engines", value = "postgres,kafka,s3"))
class DeltaServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String RELEASES = "slipway.artifact.release.v1";
    private static final String PATHS = "slipway.delta.path.v1";
    private static final String DEAD_LETTERS = "slipway.delta.dead-letter.v1";

    @Inject
    MinioClient store;

    @Inject
    Mutiny.SessionFactory sessions;

    @Inject
    ObjectMapper json;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @TestHTTPResource(value = "/health/ready", management = true)
    String readiness;

    @TestHTTPResource(value = "/metrics", management = true)
    String metrics;

    @TempDir
    Path directory;

    private final UUID release = UUID.randomUUID();
    private final byte[] image = image();
    private final Sha256 digest = Sha256.ofContent(image);

    @Test
    void a_published_release_leads_to_a_payload_that_makes_its_image() throws Exception {
        // Given
        new Buckets(store).putImage(digest, image);

        // When
        publish(UUID.randomUUID(), release);

        // Then
        JsonNode event = pathEvents(1).getFirst();
        assertThat(event.at("/releaseId").asText()).isEqualTo(release.toString());
        assertThat(event.at("/component").asText()).isEqualTo("rootfs");
        assertThat(event.at("/image/sha256").asText()).isEqualTo(digest.hex());
        byte[] payload = new Buckets(store).payload(event.at("/payload/sha256").asText());
        assertThat(Sha256.ofContent(payload).hex())
                .isEqualTo(event.at("/payload/sha256").asText());
        assertThat(Applied.full(payload, event, directory)).isEqualTo(image);
    }

    @Test
    void a_repeated_delivery_and_a_second_release_of_the_image_cost_no_second_generation() throws Exception {
        // Given
        new Buckets(store).putImage(digest, image);
        UUID event = UUID.randomUUID();
        UUID second = UUID.randomUUID();

        // When
        publish(event, release);
        pathEvents(1);
        publish(event, release);
        publish(UUID.randomUUID(), second);

        // Then
        List<JsonNode> events = pathEvents(2);
        assertThat(events)
                .extracting(e -> e.at("/releaseId").asText())
                .containsExactly(release.toString(), second.toString());
        assertThat(events.get(1).at("/payload")).isEqualTo(events.get(0).at("/payload"));
        assertThat(events.get(1).at("/readyAt")).isNotEqualTo(events.get(0).at("/readyAt"));
    }

    @Test
    void an_image_that_is_not_what_its_name_says_is_rejected() throws Exception {
        // Given
        new Buckets(store).putImage(digest, new byte[image.length]);

        // When
        publish(UUID.randomUUID(), release);

        // Then
        JsonNode event = pathEvents(1).getFirst();
        assertThat(event.at("/reason/code").asText()).isEqualTo("image-digest-mismatch");
        assertThat(path().at("/state").asText()).isEqualTo("rejected");
    }

    @Test
    void an_image_that_is_missing_is_rejected_and_made_when_it_is_published_again() throws Exception {
        // Given
        publish(UUID.randomUUID(), release);
        assertThat(pathEvents(1).getFirst().at("/reason/code").asText()).isEqualTo("image-missing");
        new Buckets(store).putImage(digest, image);

        // When
        publish(UUID.randomUUID(), UUID.randomUUID());

        // Then
        assertThat(pathEvents(2).get(1).at("/payload").isObject()).isTrue();
    }

    @Test
    void a_job_whose_worker_is_gone_is_taken_up_when_its_lease_has_run_out() throws Exception {
        // Given
        new Buckets(store).putImage(digest, image);
        insertJob("generating", "now() - interval '1 second'");

        // When
        publish(UUID.randomUUID(), release);

        // Then
        assertThat(pathEvents(1).getFirst().at("/payload").isObject()).isTrue();
    }

    @Test
    void a_job_that_ended_its_workers_too_often_has_failed() {
        // Given
        insertJob("generating", "now() + interval '1 day'");
        publish(UUID.randomUUID(), release);
        await().atMost(PATIENCE).until(() -> path().at("/state").asText().equals("generating"));

        // When
        database()
                .execute("update delta.payload_job set failures = 19, lease_until = now() where job_key = '" + key()
                        + "'");

        // Then
        assertThat(pathEvents(1).getFirst().at("/reason/code").asText()).isEqualTo("generation-interrupted");
        assertThat(path().at("/state").asText()).isEqualTo("rejected");
    }

    @Test
    void a_withdrawn_release_cancels_what_is_queued_for_it_alone() {
        // Given a job that is not due yet
        insertJob("queued", "null");
        publish(UUID.randomUUID(), release);
        await().atMost(PATIENCE).until(() -> path().at("/state").asText().equals("queued"));

        // When
        withdraw(release);

        // Then
        await().atMost(PATIENCE).until(() -> path().at("/state").asText().equals("withdrawn"));
        assertThat(jobState()).isEqualTo("cancelled");
    }

    @Test
    void a_withdrawn_release_leaves_alone_what_another_one_waits_for() {
        // Given
        UUID other = UUID.randomUUID();
        insertJob("queued", "null");
        publish(UUID.randomUUID(), release);
        publish(UUID.randomUUID(), other);
        await().atMost(PATIENCE)
                .until(() -> paths(other).size() == 1 && paths(release).size() == 1);

        // When
        withdraw(release);

        // Then
        await().atMost(PATIENCE).until(() -> path().at("/state").asText().equals("withdrawn"));
        assertThat(jobState()).isEqualTo("queued");
        assertThat(paths(other).get(0).at("/state").asText()).isEqualTo("queued");
    }

    @Test
    void garbage_goes_to_the_dead_letters_and_what_follows_is_worked_in() throws Exception {
        // Given
        new Buckets(store).putImage(digest, image);
        String releaseKey = "default/" + release;

        // When
        records().send(RELEASES, releaseKey, UUID.randomUUID(), "ReleasePublished", "{ this is no JSON");
        records().send(RELEASES, releaseKey, UUID.randomUUID(), "ReleasePublished", "{\"tenant\":\"default\"}");
        records().send(RELEASES, releaseKey, UUID.randomUUID(), "ReleaseExploded", "{}");
        records().send(RELEASES, "other/" + release, UUID.randomUUID(), "ReleasePublished", published(release));
        publish(UUID.randomUUID(), release);

        // Then
        assertThat(records().await(DEAD_LETTERS, releaseKey, 3, r -> true))
                .extracting(r -> Records.header(r, "slipway_reason").split(":")[0])
                .containsExactly("json-invalid", "event-invalid", "type-unknown");
        assertThat(records().await(DEAD_LETTERS, "other/" + release, 1, r -> true))
                .extracting(r -> Records.header(r, "slipway_reason").split(":")[0])
                .containsExactly("tenant-mismatch");
        assertThat(pathEvents(1)).hasSize(1);
    }

    @Test
    void paths_can_be_read_by_operators_alone() {
        assertThat(RestAssured.given().get("/api/v1/paths?releaseId=" + release).statusCode())
                .isEqualTo(401);
        assertThat(operator().get("/api/v1/paths?releaseId=" + release).statusCode())
                .isEqualTo(200);
    }

    @Test
    void what_is_asked_wrongly_is_answered_by_a_problem() {
        var missing = operator().get("/api/v1/paths");
        var unknown = operator().get("/api/v1/paths/" + release);

        assertThat(missing.statusCode()).isEqualTo(400);
        assertThat(missing.contentType()).startsWith("application/problem+json");
        assertThat(missing.jsonPath().getString("type")).isEqualTo("urn:slipway:problem:parameter-invalid");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.jsonPath().getString("type")).isEqualTo("urn:slipway:problem:path-unknown");
    }

    @Test
    void a_path_can_be_read_by_its_id() {
        insertJob("queued", "null");
        publish(UUID.randomUUID(), release);
        await().atMost(PATIENCE).until(() -> paths(release).size() == 1);

        var answer = operator().get("/api/v1/paths/" + path().at("/id").asText());

        assertThat(answer.jsonPath().getString("releaseId")).isEqualTo(release.toString());
        assertThat(answer.jsonPath().getString("image.sha256")).isEqualTo(digest.hex());
        assertThat(operator()
                        .get("/api/v1/paths/" + path().at("/id").asText() + "?tenant=other")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void is_not_ready_while_the_object_store_is_away() {
        await().atMost(PATIENCE).until(() -> RestAssured.get(readiness).statusCode() == 200);

        EngineTestResource.engine("s3").kill();
        try {
            assertThat(RestAssured.get(readiness).statusCode()).isEqualTo(503);
        } finally {
            EngineTestResource.engine("s3").restart();
        }

        await().atMost(PATIENCE).until(() -> RestAssured.get(readiness).statusCode() == 200);
    }

    @Test
    void an_object_store_that_is_away_for_a_while_delays_the_payload_only() throws Exception {
        // Given
        new Buckets(store).putImage(digest, image);
        EngineTestResource.engine("s3").kill();

        // When
        try {
            publish(UUID.randomUUID(), release);
            await().atMost(PATIENCE).until(() -> path().at("/failures").asInt() > 0);
        } finally {
            EngineTestResource.engine("s3").restart();
        }

        // Then
        assertThat(pathEvents(1)).hasSize(1);
        assertThat(RestAssured.get(metrics).asString()).contains("slipway_delta_generation_seconds");
    }

    private void publish(UUID event, UUID releaseId) {
        records().send(RELEASES, "default/" + releaseId, event, "ReleasePublished", published(releaseId));
    }

    private void withdraw(UUID releaseId) {
        String content = """
                {"tenant":"default","releaseId":"%s","reason":"wrong","withdrawnAt":"2026-11-21T11:00:00Z"}""".formatted(releaseId);
        records().send(RELEASES, "default/" + releaseId, UUID.randomUUID(), "ReleaseWithdrawn", content);
    }

    private String published(UUID releaseId) {
        return """
                {"tenant":"default","releaseId":"%s","name":"debian","version":"2","deviceTypes":["virtual-board"],
                 "components":[{"name":"rootfs","target":"debian/2/rootfs",
                                "artifact":{"sha256":"%s","length":%d,"format":"raw"}}],
                 "publishedAt":"2026-11-21T10:00:00Z"}""".formatted(releaseId, digest, image.length);
    }

    /** Events about the image, once there are {@code count}; each is checked against its schema. */
    private List<JsonNode> pathEvents(int count) {
        return records().await(PATHS, key(), count, DeltaServiceTest::isOfPath).stream()
                .map(this::validated)
                .toList();
    }

    private static boolean isOfPath(ConsumerRecord<String, String> record) {
        return Records.header(record, "ce_type").startsWith("UpdatePath");
    }

    private JsonNode validated(ConsumerRecord<String, String> record) {
        return Schemas.validated(record, json);
    }

    private JsonNode path() {
        JsonNode paths = paths(release);
        return paths.isEmpty() ? json.createObjectNode() : paths.get(0);
    }

    private JsonNode paths(UUID releaseId) {
        try {
            return json.readTree(
                    operator().get("/api/v1/paths?releaseId=" + releaseId).asString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RequestSpecification operator() {
        return RestAssured.given().auth().preemptive().basic("operator", "operator");
    }

    private void insertJob(String state, String leaseUntil) {
        String owner = state.equals("generating") ? "gen_random_uuid()" : "null";
        database().execute("""
                insert into delta.payload_job (job_key, tenant, image_sha256, image_length, state, failures, not_before,
                    lease_owner, lease_until, phase_done, phase_total, created_at, changed_at)
                values ('%s', 'default', '%s', %d, '%s', 0, now() + interval '1 day', %s, %s, 0, 0, now(), now())
                """.formatted(key(), digest, image.length, state, owner, leaseUntil));
    }

    private String jobState() {
        return database().value("select state from delta.payload_job where job_key = '" + key() + "'", String.class);
    }

    private Database database() {
        return new Database(sessions);
    }

    private String key() {
        return "default/" + digest;
    }

    private Records records() {
        return new Records(kafka);
    }

    private static byte[] image() {
        byte[] image = new byte[3_000_001];
        new Random().nextBytes(image);
        Arrays.fill(image, 0, 2_000_000, (byte) 5);
        return image;
    }
}
