package io.slipway.delta;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.minio.MinioClient;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

import io.slipway.delta.generation.Image;
import io.slipway.delta.generation.Lease;
import io.slipway.delta.generation.PayloadJob.Generating;
import io.slipway.delta.generation.PayloadJobs;
import io.slipway.delta.generation.PayloadRequests;
import io.slipway.delta.generation.Progress;
import io.slipway.delta.generation.Progress.Phase;
import io.slipway.delta.generation.PublishedRelease;
import io.slipway.delta.generation.PublishedRelease.Part;
import io.slipway.delta.generation.Reason;
import io.slipway.delta.generation.Renewal;
import io.slipway.delta.generation.Way;
import io.slipway.payload.index.Sha256;

import static org.assertj.core.api.Assertions.assertThat;

/** What others are told of the work on payloads, with real PostgreSQL and Kafka. Each test has a tenant of its own. */
@QuarkusTest
class PayloadJobEventsTest {

    private static final String JOBS = "slipway.delta.job.v1";

    @Inject
    MinioClient store;

    @Inject
    Mutiny.SessionFactory sessions;

    @Inject
    ObjectMapper json;

    @Inject
    PayloadRequests requests;

    @Inject
    PayloadJobs jobs;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    private final String tenant = "t-" + UUID.randomUUID().toString().substring(0, 18);
    private final byte[] content = new byte[500_000];
    private final Image image;
    private final UUID release = UUID.randomUUID();

    PayloadJobEventsTest() {
        new Random().nextBytes(content);
        image = new Image(tenant, Sha256.ofContent(content), content.length);
    }

    @Test
    void tell_every_state_of_a_job_from_its_request_to_its_end() throws Exception {
        // Given
        new Buckets(store).putImage(tenant, image.sha256(), content);

        // When
        publish(release);

        // Then
        List<JsonNode> events = eventsUntil("ready");
        assertThat(states(events)).startsWith("queued", "running").endsWith("ready");
        assertThat(events)
                .allSatisfy(event -> assertThat(event.at("/image/sha256").asText())
                        .isEqualTo(image.sha256().hex()));
        assertThat(events.getLast().at("/kind").asText()).isEqualTo("full");
    }

    @Test
    void tell_why_there_is_no_payload() throws Exception {
        // When the image is in no store
        publish(release);

        // Then
        List<JsonNode> events = eventsUntil("rejected");
        assertThat(states(events)).containsExactly("queued", "running", "rejected");
        assertThat(events.getLast().at("/reason/code").asText()).isEqualTo("image-missing");
    }

    @Test
    void tell_milestones_of_the_one_who_holds_the_lease_and_nothing_of_others() throws Exception {
        // Given
        Generating job = underWay();
        Generating stranger = new Generating(job.way(), 0, new Lease(UUID.randomUUID(), later()));

        // When
        boolean quietly = jobs.renew(job, renewal(Phase.FETCHING, 1, false));
        boolean told = jobs.renew(job, renewal(Phase.COMPARING, 250_000, true));
        boolean byStranger = jobs.renew(stranger, renewal(Phase.UPLOADING, 3, true));
        boolean proven = jobs.renew(job, renewal(Phase.VERIFYING, 4, true));
        jobs.settle(job, job.refused(new Reason("memory-too-small", "too small")), now());

        // Then
        assertThat(List.of(quietly, told, byStranger, proven)).containsExactly(true, true, false, true);
        List<JsonNode> events = eventsUntil("rejected");
        assertThat(states(events)).containsExactly("running", "verifying", "rejected");
        assertThat(events.getFirst().at("/progress").toString())
                .isEqualTo("{\"phase\":\"comparing\",\"done\":250000,\"total\":500000}");
        assertThat(events.getFirst().at("/failures").asInt()).isZero();
    }

    @Test
    void tell_of_a_cancellation_once_and_not_of_what_stays_as_it_is() throws Exception {
        // Given a job of a release, out of reach of the workers
        underWay();
        publish(release);

        // When it is withdrawn, that is told twice, and another release comes
        withdraw();
        withdraw();
        publish(UUID.randomUUID());

        // Then
        assertThat(states(eventsUntil("rejected"))).containsExactly("cancelled", "queued", "running", "rejected");
    }

    private void publish(UUID id) throws Exception {
        PublishedRelease published = new PublishedRelease(
                tenant, id, "debian", Set.of("virtual-board"), List.of(new Part("rootfs", image)), now());
        requests.publish(UUID.randomUUID(), published, now())
                .toCompletableFuture()
                .get();
    }

    private void withdraw() throws Exception {
        requests.withdraw(UUID.randomUUID(), tenant, release, now())
                .toCompletableFuture()
                .get();
    }

    /** A job that a worker of another process holds. */
    private Generating underWay() {
        Lease lease = new Lease(UUID.randomUUID(), later());
        Way way = new Way.Full(image);
        database().execute("""
                insert into delta.payload_job (job_key, tenant, image_sha256, image_length, state, failures, not_before,
                    lease_owner, lease_until, phase_done, phase_total, created_at, changed_at)
                values ('%s', '%s', '%s', %d, 'generating', 0, now(), '%s', '%s', 0, 0, now(), now())
                """.formatted(
                        way.key(), tenant, image.sha256(), image.length(), lease.owner(), lease.until()));
        return new Generating(way, 0, lease);
    }

    private static Renewal renewal(Phase phase, long done, boolean isMilestone) {
        return new Renewal(now(), later(), new Progress(phase, done, 500_000), isMilestone);
    }

    /** The events of the tenant's one job in their order, each checked against its schema. */
    private List<JsonNode> eventsUntil(String state) throws Exception {
        String id = database()
                .value("select cast(id as text) from delta.payload_job where tenant = '" + tenant + "'", String.class);
        List<ConsumerRecord<String, String>> records = new Records(kafka)
                .until(
                        JOBS,
                        tenant + "/" + id,
                        record -> read(record).at("/state").asText().equals(state));
        assertThat(records).allSatisfy(record -> {
            assertThat(Records.header(record, "ce_type")).isEqualTo("PayloadJobProgressed");
            assertThat(read(record).at("/jobId").asText()).isEqualTo(id);
        });
        return records.stream().map(this::read).toList();
    }

    private JsonNode read(ConsumerRecord<String, String> record) {
        return Schemas.validated(record, json);
    }

    private static List<String> states(List<JsonNode> events) {
        return events.stream().map(event -> event.at("/state").asText()).toList();
    }

    private Database database() {
        return new Database(sessions);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Instant later() {
        return now().plusSeconds(3600);
    }
}
