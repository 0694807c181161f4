package io.slipway.delta;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;

import io.slipway.delta.generation.CheckChain;
import io.slipway.delta.generation.DeltaTarget;
import io.slipway.delta.generation.Image;
import io.slipway.delta.generation.PayloadJobs;
import io.slipway.delta.generation.PayloadRequests;
import io.slipway.delta.generation.PayloadStore;
import io.slipway.delta.generation.PublishedRelease;
import io.slipway.delta.generation.PublishedRelease.Part;
import io.slipway.delta.generation.Way;
import io.slipway.delta.versions.CoolingRules;
import io.slipway.delta.versions.KeepVersions;
import io.slipway.delta.versions.RemoveColdPayloads;
import io.slipway.delta.versions.StoredVersions;
import io.slipway.payload.index.Sha256;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The versions of one component of one tenant, for tests: publishes them, lets time pass, and looks at what became of them. */
final class VersionHistory {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_LOOKS = 40;

    private final Beans beans;
    private final String tenant;
    private final Buckets buckets;
    private final List<Sha256> originals = new ArrayList<>();
    private Instant publishedAt = Instant.parse("2026-01-01T00:00:00Z");

    /** What of the service is used. */
    @Singleton
    public static class Beans {

        @Inject
        Mutiny.SessionFactory sessions;

        @Inject
        PayloadRequests requests;

        @Inject
        PayloadStore payloads;

        @Inject
        PayloadJobs jobs;

        @Inject
        StoredVersions versions;

        @Inject
        KeepVersions keep;

        @Inject
        RemoveColdPayloads removal;

        @Inject
        ObjectMapper json;
    }

    VersionHistory(Beans beans, String tenant, Buckets buckets) {
        this.beans = beans;
        this.tenant = tenant;
        this.buckets = buckets;
    }

    String tenant() {
        return tenant;
    }

    PayloadStore payloads() {
        return beans.payloads;
    }

    RemoveColdPayloads removal(PayloadStore payloads) {
        return new RemoveColdPayloads(
                beans.versions,
                payloads,
                new CheckChain(payloads, beans.jobs),
                Duration.ofHours(48),
                Clock.systemUTC());
    }

    /** Publishes a release with the image, newer than all before, and returns its id. */
    UUID publish(byte[] content) throws Exception {
        UUID release = UUID.randomUUID();
        publishedAt = publishedAt.plusSeconds(3600);
        buckets.putImage(tenant, digest(content), content);
        originals.add(digest(content));
        PublishedRelease published = new PublishedRelease(
                tenant,
                release,
                "debian",
                Set.of("virtual-board"),
                List.of(new Part("rootfs", image(content))),
                publishedAt);
        beans.requests
                .publish(UUID.randomUUID(), published, now())
                .toCompletableFuture()
                .get();
        return release;
    }

    /** The job of the full payload of an image that was published, once it is ready. */
    JsonNode published(byte[] content) throws Exception {
        publish(content);
        return awaitState(content, "ready");
    }

    void withdraw(UUID release) throws Exception {
        beans.requests
                .withdraw(UUID.randomUUID(), tenant, release, now())
                .toCompletableFuture()
                .get();
    }

    void addDelta(UUID release, byte[] source) throws Exception {
        beans.requests
                .addDeltas(new DeltaTarget(tenant, release, "rootfs", Set.of()), List.of(digest(source)), 10, now())
                .toCompletableFuture()
                .get();
    }

    void removeOriginal(byte[] content) throws Exception {
        buckets.removeImage(tenant, digest(content));
    }

    void removeOriginals() throws Exception {
        for (Sha256 original : originals) {
            buckets.removeImage(tenant, original);
        }
    }

    /** Nobody has wanted any image for 31 days. */
    void forget() {
        execute("update delta.payload_job set wanted_at = now() - interval '31 days' where tenant = '" + tenant + "'");
    }

    void forgetAllBut(byte[] content) {
        execute("update delta.payload_job set wanted_at = now() - interval '31 days' where tenant = '" + tenant
                + "' and image_sha256 <> '" + digest(content) + "'");
    }

    void look() {
        beans.keep.look();
    }

    /** As a service does that is configured to keep all full payloads. */
    void lookKeepingAll() {
        new KeepVersions(
                        beans.versions,
                        new CoolingRules(Duration.ofDays(30), Duration.ofMinutes(10)),
                        false,
                        _ -> {},
                        Clock.systemUTC())
                .look();
    }

    /** Looks until nothing is left to be proven or to become cold. */
    void coolUntilQuiet() {
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            long cold = cold();
            look();
            await().atMost(PATIENCE)
                    .until(() -> number("state in ('queued', 'generating') and source_sha256 is not null") == 0);
            if (looks > 0 && cold() == cold) {
                return;
            }
        }
        throw new AssertionError("no end of looks");
    }

    void makeCold(byte[] content) {
        forget();
        coolUntilQuiet();
        assertThat(state(content)).isEqualTo("cold");
    }

    /** Nobody wants any image, and all payloads that are not needed are removed. */
    void makeAllCold() throws Exception {
        forget();
        coolUntilQuiet();
        removePayloads();
    }

    /** Three days pass since images have become cold, and what is due is removed. */
    void removePayloads() throws Exception {
        execute(
                "update delta.payload_job set changed_at = now() - interval '3 days' where state = 'cold' and tenant = '"
                        + tenant + "'");
        remove();
    }

    /** Removes what is due. */
    void remove() throws IOException {
        beans.removal.remove();
    }

    void outdateCooling(byte[] content) {
        execute(
                "update delta.payload_job set changed_at = now() - interval '3 days' where state = 'cold' and job_key = '"
                        + key(content) + "'");
    }

    void outdateProofs() {
        execute("update delta.payload_job set changed_at = now() - interval '3 days' where leads_back and tenant = '"
                + tenant + "'");
    }

    void pretendFormer(byte[] content, Sha256 payload) {
        execute("update delta.payload_job set payload_sha256 = '%1$s', marked_sha256 = '%1$s' where job_key = '%2$s'"
                .formatted(payload, key(content)));
    }

    JsonNode warm(byte[] content) throws Exception {
        Response answer = postWarm(job(content).at("/id").asText());
        assertThat(answer.statusCode()).isEqualTo(200);
        return beans.json.readTree(answer.asString());
    }

    Response postWarm(String job) {
        return operator().post("/api/v1/payload-jobs/" + job + "/warm?tenant=" + tenant);
    }

    JsonNode awaitState(byte[] content, String state) {
        return awaitState(new Way.Full(image(content)), state);
    }

    JsonNode awaitState(Way way, String state) {
        await().atMost(PATIENCE).until(() -> find(way.key())
                .filter(job -> job.at("/state").asText().equals(state))
                .isPresent());
        return find(way.key()).orElseThrow();
    }

    void awaitWanted(byte[] content) {
        await().atMost(PATIENCE)
                .until(() -> number("wanted_at > now() - interval '1 day' and job_key = '" + key(content) + "'") == 1);
    }

    String state(byte[] content) {
        return job(content).at("/state").asText();
    }

    JsonNode job(byte[] content) {
        return find(key(content)).orElseThrow();
    }

    JsonNode back(byte[] base, byte[] content) {
        return find(new Way.Back(image(base), image(content)).key()).orElseThrow();
    }

    Optional<Long> findBack(byte[] content) {
        return Optional.of(number("leads_back and image_sha256 = '" + digest(content) + "'"))
                .filter(count -> count > 0);
    }

    String payloadOf(Way way) {
        return beans.jobs.payload(way).orElseThrow().sha256().hex();
    }

    String remains(byte[] content) {
        return database()
                .value("select remains from delta.payload_job where job_key = '" + key(content) + "'", String.class);
    }

    /** The first release that has the image. */
    UUID releaseOf(byte[] content) {
        return database()
                .value(
                        "select release_id from delta.release_component where tenant = '%s' and image_sha256 = '%s' order by published_at limit 1"
                                .formatted(tenant, digest(content)),
                        UUID.class);
    }

    String pathState(byte[] content) {
        return pathState(releaseOf(content));
    }

    /** What the REST API says of the full payload of a release. */
    String pathState(UUID release) {
        return operator()
                .get("/api/v1/paths?tenant=" + tenant + "&releaseId=" + release)
                .jsonPath()
                .getString("find { it.kind == 'full' }.state");
    }

    Image image(byte[] content) {
        return new Image(tenant, digest(content), content.length);
    }

    String key(byte[] content) {
        return image(content).key();
    }

    static byte[] image() {
        return image(300_001);
    }

    static byte[] image(int length) {
        byte[] image = new byte[length];
        new Random().nextBytes(image);
        return image;
    }

    /** The image with a run of other bytes somewhere. */
    static byte[] changed(byte[] image, int bytes) {
        byte[] changed = image.clone();
        Random random = new Random();
        byte[] other = new byte[bytes];
        random.nextBytes(other);
        System.arraycopy(other, 0, changed, random.nextInt(image.length - bytes), bytes);
        return changed;
    }

    private Optional<JsonNode> find(String key) {
        return database()
                .values("select cast(id as text) from delta.payload_job where job_key = '" + key + "'", String.class)
                .stream()
                .findFirst()
                .map(this::read);
    }

    private JsonNode read(String id) {
        try {
            return beans.json.readTree(operator()
                    .get("/api/v1/payload-jobs/" + id + "?tenant=" + tenant)
                    .asString());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private long cold() {
        return number("state = 'cold'");
    }

    private long number(String condition) {
        return database()
                .value(
                        "select count(*) from delta.payload_job where tenant = '" + tenant + "' and " + condition,
                        Long.class);
    }

    private void execute(String sql) {
        database().execute(sql);
    }

    private Database database() {
        return new Database(beans.sessions);
    }

    private static RequestSpecification operator() {
        return RestAssured.given().auth().preemptive().basic("operator", "operator");
    }

    private static Sha256 digest(byte[] content) {
        return Sha256.ofContent(content);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
