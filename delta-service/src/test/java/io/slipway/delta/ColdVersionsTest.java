package io.slipway.delta;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.minio.MinioClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.delta.generation.Way;
import io.slipway.payload.index.Sha256;

import static org.assertj.core.api.Assertions.assertThat;

/** Older versions as deltas that lead back to them, with real PostgreSQL, Kafka, S3 and the real format. Each test has a tenant of its own. */
@QuarkusTest
class ColdVersionsTest {

    private static final String PATHS = "slipway.delta.path.v1";
    private static final String JOBS = "slipway.delta.job.v1";
    private static final String WANTED = "slipway.device.payload.v1";
    private static final String DEAD_LETTERS = "slipway.delta.dead-letter.v1";

    @Inject
    VersionHistory.Beans beans;

    @Inject
    MinioClient store;

    @Inject
    ObjectMapper json;

    @Inject
    HeldDeltaMaker maker;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @TestHTTPResource(value = "/metrics", management = true)
    String metrics;

    @TempDir
    Path directory;

    private VersionHistory history;
    private ColdStore objects;

    @BeforeEach
    void begin() {
        String tenant = "t-" + UUID.randomUUID().toString().substring(0, 18);
        history = new VersionHistory(beans, tenant, new Buckets(store));
        objects = new ColdStore(store, tenant);
    }

    @AfterEach
    void hold_nothing() {
        maker.release();
    }

    @Test
    void ten_versions_cost_less_than_twice_the_newest_and_each_comes_back_bit_for_bit() throws Exception {
        // Given ten versions whose originals are gone
        List<byte[]> images = new ArrayList<>();
        images.add(VersionHistory.image(2_000_000));
        for (int i = 1; i < 10; i++) {
            images.add(VersionHistory.changed(images.get(i - 1), 20_000));
        }
        List<JsonNode> warm = new ArrayList<>();
        for (byte[] image : images) {
            history.publish(image);
            warm.add(history.awaitState(image, "ready"));
            history.removeOriginal(image);
        }

        // When nobody wants any of them any more
        history.makeAllCold();

        // Then the newest is a full payload and each other one a delta
        byte[] newest = images.getLast();
        assertThat(history.state(newest)).isEqualTo("ready");
        for (byte[] image : images.subList(0, 9)) {
            JsonNode job = history.job(image);
            assertThat(job.at("/state").asText()).isEqualTo("cold");
            assertThat(objects.payload(job)).isFalse();
            assertThat(objects.marker(job)).isTrue();
        }
        long full = warm.getLast().at("/payload/length").asLong();
        assertThat(objects.bytes()).isBetween(full, 2 * full - 1);

        // And each gives its image, and the payload that it had, the oldest through nine deltas
        for (int i = 0; i < 9; i++) {
            history.warm(images.get(i));
            JsonNode again = history.awaitState(images.get(i), "ready");
            assertThat(again.at("/payload")).isEqualTo(warm.get(i).at("/payload"));
            assertThat(objects.marker(again)).isFalse();
            byte[] payload = objects.bytesOf(again.at("/payload/sha256").asText());
            assertThat(Applied.full(payload, again, directory)).isEqualTo(images.get(i));
        }
    }

    @Test
    void others_are_told_of_what_became_cold() throws Exception {
        // Given
        byte[] old = VersionHistory.image();
        JsonNode warm = history.published(old);
        byte[] next = VersionHistory.changed(old, 8);
        history.published(next);

        // When
        history.makeAllCold();

        // Then
        JsonNode cooled = Schemas.validated(
                records()
                        .await(PATHS, history.key(old), 1, record -> Records.header(record, "ce_type")
                                .equals("ImageCooled"))
                        .getFirst(),
                json);
        assertThat(cooled.at("/image/sha256").asText()).isEqualTo(digest(old).hex());
        assertThat(cooled.at("/from/sha256").asText()).isEqualTo(digest(next).hex());
        assertThat(cooled.at("/payload")).isEqualTo(warm.at("/payload"));
        JsonNode job = history.job(old);
        assertThat(job.at("/from/sha256").asText()).isEqualTo(digest(next).hex());
        assertThat(states(job)).containsSubsequence("ready", "cold");
        assertThat(states(history.back(next, old)))
                .startsWith("queued", "running")
                .endsWith("ready");
        assertThat(history.pathState(old)).isEqualTo("cold");
        assertThat(RestAssured.get(metrics).asString()).contains("slipway_delta_images{kept=\"cold\"} ");
    }

    @Test
    void a_payload_that_is_still_there_is_warm_again_without_any_work() throws Exception {
        // Given
        byte[] old = VersionHistory.image();
        JsonNode before = history.published(old);
        history.published(VersionHistory.changed(old, 8));
        history.makeCold(old);

        // When
        JsonNode answer = history.warm(old);

        // Then
        assertThat(answer.at("/state").asText()).isEqualTo("ready");
        assertThat(answer.at("/payload")).isEqualTo(before.at("/payload"));
        history.removePayloads();
        assertThat(objects.payload(before)).isTrue();
        assertThat(objects.marker(before)).isFalse();
        history.look();
        assertThat(history.state(old)).isEqualTo("ready");
    }

    @Test
    void what_is_still_there_stays_when_all_versions_are_to_be_kept_again() throws Exception {
        // Given
        byte[] old = VersionHistory.image();
        JsonNode before = history.published(old);
        history.published(VersionHistory.changed(old, 8));
        history.makeCold(old);

        // When
        history.lookKeepingAll();

        // Then
        assertThat(history.state(old)).isEqualTo("ready");
        history.forget();
        history.lookKeepingAll();
        history.removePayloads();
        assertThat(history.state(old)).isEqualTo("ready");
        assertThat(objects.payload(before)).isTrue();
    }

    @Test
    void a_device_that_asks_for_a_payload_makes_it_warm_and_an_unknown_one_is_passed_over() throws Exception {
        // Given
        byte[] old = VersionHistory.image();
        JsonNode before = history.published(old);
        history.published(VersionHistory.changed(old, 8));
        history.makeAllCold();
        String unknown = Sha256.ofContent(VersionHistory.image(10)).hex();

        // When
        want(unknown);
        want(before.at("/payload/sha256").asText());

        // Then
        assertThat(history.awaitState(old, "ready").at("/payload")).isEqualTo(before.at("/payload"));
        assertThat(objects.payload(before)).isTrue();
        assertThat(records().await(DEAD_LETTERS, history.tenant() + "/" + unknown, 0, _ -> true))
                .isEmpty();
    }

    @Test
    void a_payload_that_a_device_asks_for_does_not_become_cold() throws Exception {
        // Given
        byte[] old = VersionHistory.image();
        JsonNode job = history.published(old);
        history.published(VersionHistory.changed(old, 8));
        history.forget();

        // When
        want(job.at("/payload/sha256").asText());
        history.awaitWanted(old);
        history.look();

        // Then
        assertThat(history.findBack(old)).isEmpty();
        assertThat(history.state(old)).isEqualTo("ready");
    }

    @Test
    void an_image_that_is_wanted_while_it_is_proven_stays_warm() throws Exception {
        // Given a proof that waits for its delta
        byte[] old = VersionHistory.image();
        history.published(old);
        byte[] next = VersionHistory.changed(old, 8);
        history.published(next);
        maker.hold();
        history.forget();
        history.look();

        // When
        history.warm(old);
        maker.release();
        history.awaitState(new Way.Back(history.image(next), history.image(old)), "ready");
        history.look();

        // Then
        assertThat(history.state(old)).isEqualTo("ready");
    }

    @Test
    void a_release_with_a_cold_image_gets_its_payload_and_deltas_from_and_to_it() throws Exception {
        // Given
        byte[] oldest = VersionHistory.image();
        history.published(oldest);
        byte[] old = VersionHistory.changed(oldest, 8);
        history.published(old);
        byte[] next = VersionHistory.changed(old, 8);
        UUID newest = history.publish(next);
        history.awaitState(next, "ready");
        history.removeOriginals();
        history.makeAllCold();

        // When a delta leads from a cold image, and its release is published again
        history.addDelta(newest, oldest);
        history.awaitState(new Way.Delta(history.image(oldest), history.image(next)), "ready");
        UUID again = history.publish(old);

        // Then
        history.awaitState(old, "ready");
        assertThat(history.pathState(again)).isEqualTo("ready");

        // And a delta leads to an image that is cold, after the newer ones were withdrawn
        UUID last = history.publish(VersionHistory.changed(next, 8));
        history.makeAllCold();
        history.withdraw(last);
        history.withdraw(again);
        history.withdraw(newest);
        UUID release = history.releaseOf(old);
        assertThat(history.state(old)).isEqualTo("cold");
        history.addDelta(release, oldest);
        history.awaitState(new Way.Delta(history.image(oldest), history.image(old)), "ready");
        assertThat(history.state(old)).isEqualTo("ready");
    }

    @Test
    void a_cold_image_becomes_warm_when_a_withdrawal_makes_it_the_newest() throws Exception {
        // Given
        byte[] old = VersionHistory.image();
        history.published(old);
        byte[] next = VersionHistory.changed(old, 8);
        UUID newest = history.publish(next);
        history.awaitState(next, "ready");
        history.makeAllCold();

        // When
        history.withdraw(newest);
        history.look();

        // Then
        history.awaitState(old, "ready");
    }

    @Test
    void a_withdrawal_does_not_cancel_the_delta_that_a_proof_needs() throws Exception {
        // Given a delta that a release and a proof wait for
        byte[] old = VersionHistory.image();
        UUID release = history.publish(old);
        history.awaitState(old, "ready");
        byte[] next = VersionHistory.changed(old, 8);
        history.published(next);
        maker.hold();
        history.forget();
        history.look();
        history.addDelta(release, next);

        // When
        history.withdraw(release);
        maker.release();

        // Then
        history.awaitState(new Way.Delta(history.image(next), history.image(old)), "ready");
        history.makeAllCold();
        assertThat(history.state(old)).isEqualTo("cold");
    }

    @Test
    void a_delta_that_does_not_pay_begins_a_chain_of_its_own() throws Exception {
        // Given two versions of one image, and two of another that has nothing in common with it
        byte[] first = VersionHistory.image();
        history.published(first);
        byte[] second = VersionHistory.changed(first, 8);
        history.published(second);
        byte[] third = VersionHistory.image();
        history.published(third);
        history.published(VersionHistory.changed(third, 8));

        // When
        history.makeAllCold();

        // Then
        assertThat(history.state(first)).isEqualTo("cold");
        assertThat(history.state(second)).isEqualTo("ready");
        assertThat(history.state(third)).isEqualTo("cold");
        JsonNode back = history.back(third, second);
        assertThat(back.at("/reason/code").asText()).isEqualTo("delta-missing");

        // And that is remembered
        int begun = maker.begun().size();
        history.makeAllCold();
        assertThat(history.back(third, second)).isEqualTo(back);
        assertThat(maker.begun()).hasSize(begun);
    }

    @Test
    void a_payload_that_comes_back_as_another_one_is_told_again_to_be_signed() throws Exception {
        // Given that another release of the compressor had made the payload that was removed
        byte[] old = VersionHistory.image();
        history.published(old);
        UUID withdrawn = history.publish(old);
        history.awaitState(old, "ready");
        history.withdraw(withdrawn);
        history.published(VersionHistory.changed(old, 8));
        history.makeAllCold();
        Sha256 former = Sha256.ofContent(VersionHistory.image(10));
        history.pretendFormer(old, former);
        objects.put(former.hex() + ".cold", new byte[0]);

        // When
        history.warm(old);
        JsonNode job = history.awaitState(old, "ready");

        // Then every release that has the image is told, but for the one that is withdrawn
        List<JsonNode> told = records()
                .await(PATHS, history.key(old), 3, record -> Records.header(record, "ce_type")
                        .equals("UpdatePathReady"))
                .stream()
                .map(record -> Schemas.validated(record, json))
                .toList();
        assertThat(told).hasSize(3);
        assertThat(told.getLast().at("/releaseId").asText())
                .isEqualTo(history.releaseOf(old).toString());
        assertThat(told.getLast().at("/payload")).isEqualTo(job.at("/payload"));
        assertThat(objects.has(former.hex() + ".cold")).isFalse();
    }

    @Test
    void a_chain_gets_ten_links_and_the_next_version_begins_another_one() throws Exception {
        // Given twelve versions, of which ten are cold behind the newest but one
        List<byte[]> images = new ArrayList<>();
        images.add(VersionHistory.image(200_000));
        history.published(images.getFirst());
        for (int i = 1; i < 11; i++) {
            images.add(VersionHistory.changed(images.get(i - 1), 8));
            history.published(images.get(i));
        }
        history.makeAllCold();
        assertThat(images.stream().map(history::state).filter("cold"::equals)).hasSize(10);

        // When
        byte[] newest = VersionHistory.changed(images.getLast(), 8);
        history.published(newest);
        history.makeAllCold();

        // Then the oldest would be eleven deltas away
        assertThat(history.state(images.getLast())).isEqualTo("ready");

        // And when it is warm again, the chain is short enough
        history.warm(images.getFirst());
        history.awaitState(images.getFirst(), "ready");
        history.forgetAllBut(images.getFirst());
        history.coolUntilQuiet();
        assertThat(history.state(images.getLast())).isEqualTo("cold");
    }

    @Test
    void what_is_asked_wrongly_is_answered_by_a_problem() throws Exception {
        // Given
        byte[] old = VersionHistory.image();
        history.published(old);
        byte[] next = VersionHistory.changed(old, 8);
        history.published(next);
        history.makeCold(old);
        String back = history.back(next, old).at("/id").asText();

        // When
        var unknown = history.postWarm(UUID.randomUUID().toString());
        var notFull = history.postWarm(back);
        var malformed = history.postWarm("7");

        // Then
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.jsonPath().getString("type")).isEqualTo("urn:slipway:problem:payload-job-unknown");
        assertThat(notFull.statusCode()).isEqualTo(409);
        assertThat(notFull.jsonPath().getString("type")).isEqualTo("urn:slipway:problem:payload-job-not-full");
        assertThat(malformed.statusCode()).isEqualTo(400);
    }

    private void want(String payload) {
        String content = """
                {"tenant":"%s","payloadSha256":"%s","wantedAt":"2026-11-21T10:00:00Z"}""".formatted(history.tenant(), payload);
        records().send(WANTED, history.tenant() + "/" + payload, UUID.randomUUID(), "PayloadWanted", content);
    }

    /** What watchers were told of a job, until its present state. */
    private List<String> states(JsonNode job) throws IOException {
        String state = job.at("/state").asText();
        return records()
                .until(JOBS, history.tenant() + "/" + job.at("/id").asText(), record -> Schemas.validated(record, json)
                        .at("/state")
                        .asText()
                        .equals(state))
                .stream()
                .map(record -> Schemas.validated(record, json).at("/state").asText())
                .toList();
    }

    private Records records() {
        return new Records(kafka);
    }

    private static Sha256 digest(byte[] image) {
        return Sha256.ofContent(image);
    }
}
