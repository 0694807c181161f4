package io.slipway.device.download;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.slipway.device.identity.Sha256;
import io.slipway.device.testing.HttpsOnly;
import io.slipway.device.testing.ObjectStore;
import io.slipway.device.testing.Problems;
import io.slipway.device.testing.TestDevice;
import io.slipway.engines.Engine;
import io.slipway.engines.EngineTestResource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Where devices cannot reach the object store, the gateway serves payloads itself. */
@QuarkusTest
@TestProfile(HttpsOnly.class)
class ProxyDownloadTest {

    private final byte[] content = new byte[5_000_000];
    private Sha256 payload;
    private TestDevice device;

    @BeforeEach
    void store() {
        new Random(20261121).nextBytes(content);
        payload = ObjectStore.putPayload("default", content);
        device = TestDevice.enrolled("default", "board-" + UUID.randomUUID());
    }

    @Test
    void serves_the_whole_payload() {
        HttpResponse<byte[]> answer = get();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(content);
        assertThat(answer.headers().firstValue("Accept-Ranges")).contains("bytes");
    }

    @Test
    void serves_a_range() {
        HttpResponse<byte[]> answer = get("Range", "bytes=4000000-4099999");

        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(content, 4_000_000, 4_100_000));
        assertThat(answer.headers().firstValue("Content-Range")).contains("bytes 4000000-4099999/5000000");
    }

    @Test
    void refuses_a_range_outside_of_the_payload() {
        HttpResponse<byte[]> answer = get("Range", "bytes=5000000-");

        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(answer.headers().firstValue("Content-Range")).contains("bytes */5000000");
    }

    @Test
    void has_nothing_for_other_tenants_and_other_digests() {
        TestDevice stranger = TestDevice.enrolled("other", "board-" + UUID.randomUUID());

        assertThat(stranger.get("/device/v1/payloads/" + payload).statusCode()).isEqualTo(404);
        assertThat(device.get("/device/v1/payloads/" + "0".repeat(64)).statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_cold_payload_is_being_made() {
        Sha256 cold = Sha256.of(UUID.randomUUID().toString().getBytes(UTF_8));
        ObjectStore.putColdMarker("default", cold);

        HttpResponse<String> answer = device.get("/device/v1/payloads/" + cold);

        assertThat(Problems.codeOf(answer, 503)).isEqualTo("payload-being-made");
        assertThat(answer.headers().firstValue("Retry-After")).contains("60");
    }

    @Test
    void says_that_the_object_store_does_not_answer() {
        Engine store = EngineTestResource.engine("s3");
        store.kill();
        try {
            assertThat(Problems.codeOf(device.get("/device/v1/payloads/" + payload), 503))
                    .isEqualTo("object-store-unavailable");
        } finally {
            store.restart();
        }
    }

    private HttpResponse<byte[]> get(String... headers) {
        return device.getBytes("/device/v1/payloads/" + payload, headers);
    }
}
