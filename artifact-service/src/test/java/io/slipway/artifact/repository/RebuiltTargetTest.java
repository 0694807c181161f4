package io.slipway.artifact.repository;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.slipway.artifact.ArtifactConfig;
import io.slipway.artifact.original.PayloadObjects;
import io.slipway.artifact.original.PayloadSample;
import io.slipway.artifact.original.RebuildOriginal;
import io.slipway.artifact.original.RebuildableImages;
import io.slipway.artifact.original.Rebuilding;
import io.slipway.artifact.original.RebuiltImage;
import io.slipway.artifact.publication.DiscardOriginal;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.digest.Sha256;

import static io.restassured.RestAssured.given;
import static io.slipway.artifact.Api.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Targets whose original is not kept. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class RebuiltTargetTest {

    private static final int LENGTH = 6_000_000;
    private static final PayloadSample SAMPLE = PayloadSample.of(7, LENGTH);

    private Operator operator;
    private String tenant;
    private String file;

    @Inject
    RebuildableImages images;

    @Inject
    PayloadObjects payloadObjects;

    @Inject
    DiscardOriginal discard;

    @Inject
    RebuildOriginal rebuildOriginal;

    @Inject
    ArtifactConfig config;

    @BeforeEach
    void publish_and_discard() {
        operator = new Operator();
        tenant = operator.api.tenant();
        file = "/repository/" + tenant + "/targets/debian/2/" + sha256(SAMPLE.image()) + ".rootfs";
        operator.initialise();
        UUID release = operator.draft("debian", "2", SAMPLE.image());
        operator.add(operator.image(release, "debian", "2", SAMPLE.image()));
        payloadObjects.put(tenant, SAMPLE.payload());
        images.note(UUID.randomUUID(), SAMPLE.provenAt(tenant, Instant.now()));
        assertThat(discard.discard(new Tenant(tenant), digest(), Instant.now().plusSeconds(60)))
                .isTrue();
    }

    @Test
    void is_made_from_its_payload() {
        Response whole = given().get(file);

        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.asByteArray()).isEqualTo(SAMPLE.image());
        assertThat(whole.header("Content-Length")).isEqualTo(Integer.toString(LENGTH));
        assertThat(whole.header("ETag")).contains(sha256(SAMPLE.image()));
    }

    @Test
    void gives_parts() {
        Response part = given().header("Range", "bytes=1000000-3999999").get(file);
        Response end = given().header("Range", "bytes=-5").get(file);
        Response beyond = given().header("Range", "bytes=" + LENGTH + "-").get(file);

        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.header("Content-Range")).isEqualTo("bytes 1000000-3999999/" + LENGTH);
        assertThat(part.asByteArray()).isEqualTo(Arrays.copyOfRange(SAMPLE.image(), 1_000_000, 4_000_000));
        assertThat(end.asByteArray()).isEqualTo(Arrays.copyOfRange(SAMPLE.image(), LENGTH - 5, LENGTH));
        assertThat(beyond.statusCode()).isEqualTo(416);
    }

    @Test
    void breaks_off_where_the_payload_is_damaged() {
        payloadObjects.replace(tenant, SAMPLE.payload(), SAMPLE.damagedAt(SAMPLE.payload().length - 1));

        assertThatThrownBy(this::fetch).isInstanceOf(IOException.class);
        assertThat(given().header("Range", "bytes=0-99999").get(file).asByteArray())
                .isEqualTo(Arrays.copyOf(SAMPLE.image(), 100_000));
        assertEverythingIsFree();
    }

    @Test
    void says_that_the_index_of_the_payload_is_damaged() {
        payloadObjects.replace(tenant, SAMPLE.payload(), SAMPLE.damagedAt(200));

        Response answer = given().get(file);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.asString()).contains("urn:slipway:problem:target-damaged");
    }

    @Test
    void is_cold_while_its_payload_is() {
        payloadObjects.cool(tenant, SAMPLE.payload());

        Response cold = given().get(file);
        payloadObjects.put(tenant, SAMPLE.payload());
        Response back = given().get(file);

        assertThat(cold.statusCode()).isEqualTo(503);
        assertThat(cold.header("Retry-After")).isEqualTo("300");
        assertThat(cold.asString()).contains("urn:slipway:problem:target-cold").contains(sha256(SAMPLE.payload()));
        assertThat(back.asByteArray()).isEqualTo(SAMPLE.image());
    }

    @Test
    void waits_its_turn_while_as_many_are_made_as_may_be() {
        List<RebuiltImage> others = new ArrayList<>();
        while (rebuildOriginal.begin(new Tenant(tenant), digest()) instanceof Rebuilding.Begun(RebuiltImage image)) {
            others.add(image);
        }

        Response busy = given().get(file);
        others.forEach(RebuiltImage::close);

        assertThat(others).hasSize(config.originals().mostRebuilds());
        assertThat(busy.statusCode()).isEqualTo(503);
        assertThat(busy.header("Retry-After")).isEqualTo("30");
        assertThat(busy.asString()).contains("urn:slipway:problem:target-busy");
        assertThat(given().get(file).statusCode()).isEqualTo(200);
    }

    @Test
    void nobody_keeps_a_place_who_does_not_read_to_the_end() throws IOException {
        for (int round = 0; round < config.originals().mostRebuilds(); round++) {
            try (Socket socket = new Socket("localhost", RestAssured.port)) {
                socket.getOutputStream()
                        .write(("GET " + file + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().readNBytes(1000)).hasSize(1000);
            }
            given().head(file).then().statusCode(200);
        }

        assertEverythingIsFree();
    }

    private void assertEverythingIsFree() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            List<Rebuilding> all = new ArrayList<>();
            for (int i = 0; i < config.originals().mostRebuilds(); i++) {
                all.add(rebuildOriginal.begin(new Tenant(tenant), digest()));
            }
            all.forEach(rebuilding -> {
                if (rebuilding instanceof Rebuilding.Begun(RebuiltImage image)) {
                    image.close();
                }
            });
            assertThat(all).allMatch(Rebuilding.Begun.class::isInstance);
        });
    }

    private byte[] fetch() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + file))
                            .build(),
                    BodyHandlers.ofByteArray());
            return answer.body();
        }
    }

    private static Sha256 digest() {
        return Sha256.of(SAMPLE.image());
    }
}
