package io.slipway.device.download;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import io.quarkus.test.junit.QuarkusTest;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.device.identity.Sha256;
import io.slipway.device.testing.Contracts;
import io.slipway.device.testing.KafkaTap;
import io.slipway.device.testing.ObjectStore;
import io.slipway.device.testing.Problems;
import io.slipway.device.testing.TestDevice;
import io.slipway.engines.Engine;
import io.slipway.engines.EngineTestResource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.not;

@QuarkusTest
class DownloadTest {

    private final byte[] content = new byte[100_000];
    private TestDevice device;
    private TestDevice stranger;

    @BeforeEach
    void enrol() {
        ThreadLocalRandom.current().nextBytes(content);
        device = TestDevice.enrolled("default", "board-" + UUID.randomUUID());
        stranger = TestDevice.enrolled("other", "board-" + UUID.randomUUID());
    }

    @Test
    void a_payload_is_a_link_into_the_object_store_that_takes_ranges() throws Exception {
        Sha256 payload = ObjectStore.putPayload("default", content);

        HttpResponse<String> answer = device.get("/device/v1/payloads/" + payload);
        URI link = URI.create(answer.headers().firstValue("Location").orElseThrow());
        HttpResponse<byte[]> whole = fetch(HttpRequest.newBuilder(link));
        HttpResponse<byte[]> part = fetch(HttpRequest.newBuilder(link).header("Range", "bytes=1000-1999"));

        assertThat(answer.statusCode()).isEqualTo(307);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(whole.body()).isEqualTo(content);
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(content, 1000, 2000));
    }

    @Test
    void has_nothing_for_other_tenants_and_other_digests() {
        Sha256 payload = ObjectStore.putPayload("default", content);

        assertThat(Problems.codeOf(stranger.get("/device/v1/payloads/" + payload), 404))
                .isEqualTo("payload-not-found");
        assertThat(Problems.codeOf(device.get("/device/v1/payloads/" + "0".repeat(64)), 404))
                .isEqualTo("payload-not-found");
    }

    @Test
    void a_link_cannot_be_bent_to_another_object() throws Exception {
        Sha256 payload = ObjectStore.putPayload("default", content);
        ObjectStore.putPayload("other", content);
        String link = stranger.get("/device/v1/payloads/" + payload)
                .headers()
                .firstValue("Location")
                .orElseThrow();

        HttpResponse<byte[]> bent = fetch(HttpRequest.newBuilder(URI.create(link.replace("/other/", "/default/"))));

        assertThat(link).contains("/other/sha256/");
        assertThat(bent.statusCode()).isEqualTo(403);
    }

    @Test
    void a_cold_payload_is_being_made_until_it_is_back() {
        Sha256 payload = Sha256.of(content);
        ObjectStore.putColdMarker("other", payload);

        HttpResponse<String> cold = stranger.get("/device/v1/payloads/" + payload);
        ObjectStore.putPayload("other", content);
        HttpResponse<String> back = stranger.get("/device/v1/payloads/" + payload);

        assertThat(Problems.codeOf(cold, 503)).isEqualTo("payload-being-made");
        assertThat(cold.headers().firstValue("Retry-After")).contains("60");
        assertThat(back.statusCode()).isEqualTo(307);
    }

    @Test
    void the_platform_is_told_once_that_devices_want_a_payload() {
        Sha256 payload = Sha256.of(content);
        ObjectStore.putColdMarker("default", payload);
        TestDevice other = TestDevice.enrolled("default", "board-" + UUID.randomUUID());

        for (TestDevice board : List.of(device, other, device)) {
            assertThat(board.get("/device/v1/payloads/" + payload).statusCode()).isEqualTo(503);
        }
        ObjectStore.putPayload("default", content);
        assertThat(other.get("/device/v1/payloads/" + payload).statusCode()).isEqualTo(307);

        List<ConsumerRecord<String, String>> told = await().until(() -> wishesFor(payload), not(empty()));
        assertThat(told).hasSize(1);
        assertThat(KafkaTap.header(told.getFirst(), "ce_type")).isEqualTo("PayloadWanted");
        assertThat(Contracts.faults("PayloadWanted", told.getFirst().value())).isEmpty();
    }

    @Test
    void a_device_is_sent_to_an_object_store_that_does_not_answer_the_gateway() {
        Sha256 payload = Sha256.of(UUID.randomUUID().toString().getBytes(UTF_8));
        Engine store = EngineTestResource.engine("s3");
        store.kill();
        try {
            assertThat(device.get("/device/v1/payloads/" + payload).statusCode())
                    .isEqualTo(307);
        } finally {
            store.restart();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "..%2F..%2Fsecret",
                "ABCD",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void what_is_no_digest_is_not_found(String name) {
        assertThat(device.get("/device/v1/payloads/" + name).statusCode()).isIn(400, 404);
    }

    @Test
    void metadata_is_served_byte_for_byte_and_per_tenant() {
        byte[] root = "{ \"signed\" : \"default\" }\n".getBytes(UTF_8);
        ObjectStore.putMetadata("default", "7.root.json", root);

        HttpResponse<byte[]> own = device.getBytes("/device/v1/metadata/7.root.json");
        HttpResponse<String> foreign = stranger.get("/device/v1/metadata/7.root.json");

        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(own.body()).isEqualTo(root);
        assertThat(own.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
        assertThat(foreign.statusCode()).isEqualTo(404);
    }

    @Test
    void the_timestamp_is_always_the_latest() {
        for (String version : new String[] {"1", "2"}) {
            ObjectStore.putMetadata("default", "timestamp.json", version.getBytes(UTF_8));

            assertThat(device.get("/device/v1/metadata/timestamp.json").body()).isEqualTo(version);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8.root.json", "root.json", "timestamp.json.bak", "..%2F..%2Fother%2Fmetadata%2F1.root.json"})
    void metadata_that_does_not_exist_or_has_another_name_is_not_found(String name) {
        assertThat(device.get("/device/v1/metadata/" + name).statusCode()).isIn(400, 404);
    }

    private static List<ConsumerRecord<String, String>> wishesFor(Sha256 payload) {
        return KafkaTap.read("slipway.device.payload.v1", record -> record.key().equals("default/" + payload.hex()));
    }

    private static HttpResponse<byte[]> fetch(HttpRequest.Builder request) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        }
    }
}
