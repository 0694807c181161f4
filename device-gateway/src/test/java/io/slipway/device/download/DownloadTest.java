package io.slipway.device.download;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.device.identity.Sha256;
import io.slipway.device.testing.ObjectStore;
import io.slipway.device.testing.TestDevice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class DownloadTest {

    private final byte[] content = new byte[100_000];
    private TestDevice device;
    private TestDevice stranger;

    @BeforeEach
    void enrol() {
        new Random(20261121).nextBytes(content);
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
    void the_link_of_a_device_of_another_tenant_leads_elsewhere() throws Exception {
        Sha256 payload = ObjectStore.putPayload("default", content);

        HttpResponse<String> answer = stranger.get("/device/v1/payloads/" + payload);
        URI link = URI.create(answer.headers().firstValue("Location").orElseThrow());

        assertThat(link.getPath()).contains("/other/sha256/");
        assertThat(fetch(HttpRequest.newBuilder(link)).statusCode()).isEqualTo(404);
    }

    @Test
    void a_link_cannot_be_bent_to_another_object() throws Exception {
        Sha256 payload = ObjectStore.putPayload("default", content);
        String link = stranger.get("/device/v1/payloads/" + payload)
                .headers()
                .firstValue("Location")
                .orElseThrow();

        HttpResponse<byte[]> bent = fetch(HttpRequest.newBuilder(URI.create(link.replace("/other/", "/default/"))));

        assertThat(bent.statusCode()).isEqualTo(403);
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

    private static HttpResponse<byte[]> fetch(HttpRequest.Builder request) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        }
    }
}
