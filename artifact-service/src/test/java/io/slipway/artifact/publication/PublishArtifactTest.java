package io.slipway.artifact.publication;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

import io.slipway.artifact.Api;
import io.slipway.engines.EngineTestResource;

import static io.restassured.RestAssured.given;
import static io.slipway.artifact.Api.bytes;
import static io.slipway.artifact.Api.field;
import static io.slipway.artifact.Api.file;
import static io.slipway.artifact.Api.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@QuarkusTestResource(
        value = EngineTestResource.class,
        initArgs = @ResourceArg(name = "engines", value = "postgres,kafka,s3"))
class PublishArtifactTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SEVERAL_PARTS = (20 << 20) + 12_345;

    @Inject
    Leftovers leftovers;

    private final Api api = new Api();

    @Test
    void stores_an_artifact_of_several_parts_under_its_digest() {
        // Given
        byte[] image = bytes(1, SEVERAL_PARTS);

        // When
        Api.Answer answer = api.publish(image);

        // Then
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/api/v1/artifacts/" + sha256(image));
        assertThat(answer.member("sha256")).isEqualTo(sha256(image));
        assertThat(answer.member("length")).isEqualTo(Integer.toString(image.length));
        assertThat(leftovers.digestOf(api.tenant(), sha256(image))).isEqualTo(sha256(image));
        assertThat(leftovers.of(api.tenant())).isEmpty();
    }

    @Test
    void stores_an_artifact_whose_digest_is_known_beforehand() {
        // Given
        byte[] image = bytes(2, SEVERAL_PARTS);

        // When
        Api.Answer answer = api.publish(image, sha256(image));

        // Then
        assertThat(answer.status()).isEqualTo(201);
        assertThat(leftovers.digestOf(api.tenant(), sha256(image))).isEqualTo(sha256(image));
        assertThat(leftovers.of(api.tenant())).isEmpty();
    }

    @Test
    void gives_the_same_artifact_for_the_same_bytes() {
        // Given
        byte[] image = bytes(3, 100_000);
        Api.Answer first = api.publish(image);

        // When
        Api.Answer second = api.publish(image, sha256(image));
        Api.Answer third = api.publish(image);

        // Then
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(third.status()).isEqualTo(200);
        assertThat(third.body()).isEqualTo(first.body()).isEqualTo(second.body());
        assertThat(leftovers.of(api.tenant())).isEmpty();
    }

    @Test
    void refuses_an_empty_artifact() {
        refused(api.publish(new byte[0]), 422, "upload-empty");
    }

    @Test
    void refuses_bytes_with_another_digest_than_declared() {
        refused(api.publish(bytes(4, SEVERAL_PARTS), sha256(bytes(5, 10))), 422, "upload-wrong-digest");
    }

    @Test
    void refuses_a_digest_that_is_declared_wrongly_after_the_bytes() {
        refused(api.publish(file(bytes(6, 50_000)), field("sha256", sha256(bytes(7, 10)))), 422, "upload-wrong-digest");
    }

    @Test
    void refuses_a_form_that_ends_before_its_last_boundary() {
        String half = "--xyz\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nhalf an ima";
        refused(
                api.send(
                        "POST",
                        "/api/v1/artifacts",
                        BodyPublishers.ofString(half),
                        Map.of("Content-Type", "multipart/form-data; boundary=xyz")),
                422,
                "upload-truncated");
    }

    @Test
    void stores_in_one_piece_an_artifact_whose_digest_and_length_are_known_beforehand() {
        // Given
        byte[] image = bytes(13, SEVERAL_PARTS);

        // When
        Api.Answer answer = publishInOnePiece(image);

        // Then
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.member("length")).isEqualTo(Integer.toString(image.length));
        assertThat(leftovers.digestOf(api.tenant(), sha256(image))).isEqualTo(sha256(image));
        assertThat(leftovers.tagOf(api.tenant(), sha256(image))).doesNotContain("-"); // as that of parts does
        assertThat(leftovers.of(api.tenant())).isEmpty();
    }

    @Test
    void gives_the_same_artifact_for_the_same_bytes_in_one_piece() {
        // Given
        byte[] image = bytes(14, 100_000);
        Api.Answer first = publishInOnePiece(image);

        // When
        Api.Answer second = publishInOnePiece(image);

        // Then
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(leftovers.of(api.tenant())).isEmpty();
    }

    @Test
    void refuses_other_bytes_than_announced_in_one_piece() {
        byte[] image = bytes(15, SEVERAL_PARTS);
        String digest = sha256(image);

        refused(
                api.publish(field("sha256", sha256(new byte[1])), length(image.length), file(image)),
                422,
                "upload-wrong-digest");
        refused(api.publish(field("sha256", digest), length(image.length + 1), file(image)), 422, "upload-truncated");
        refused(api.publish(field("sha256", digest), length(image.length - 1), file(image)), 422, "upload-too-long");
        refused(
                api.publish(field("sha256", digest), length(image.length), file(image), file(image)),
                400,
                "upload-malformed");
    }

    @Test
    void refuses_another_length_than_announced_without_a_digest() {
        byte[] image = bytes(16, 1000);

        refused(api.publish(length(image.length + 1), file(image)), 422, "upload-truncated");
        refused(api.publish(length(image.length - 1), file(image)), 422, "upload-too-long");
    }

    @Test
    void refuses_lengths_that_make_no_sense() {
        byte[] image = bytes(17, 1000);

        refused(api.publish(length(0), file(new byte[0])), 422, "upload-empty");
        refused(api.publish(length(65 << 20), file(image)), 413, "upload-too-large");
        refused(api.publish(field("length", "-1"), file(image)), 400, "upload-malformed");
        refused(api.publish(length(1000), length(1001), file(image)), 400, "upload-malformed");
        refused(api.publish(file(image), length(1000)), 400, "upload-malformed");
    }

    @Test
    void keeps_nothing_of_a_connection_that_breaks() throws IOException {
        keepsNothingOfAConnectionThatBreaks("");
    }

    @Test
    void keeps_nothing_of_a_connection_that_breaks_in_one_piece() throws IOException {
        keepsNothingOfAConnectionThatBreaks(
                "--xyz\r\nContent-Disposition: form-data; name=\"sha256\"\r\n\r\n" + sha256(new byte[1])
                        + "\r\n--xyz\r\nContent-Disposition: form-data; name=\"length\"\r\n\r\n59000000\r\n");
    }

    private void keepsNothingOfAConnectionThatBreaks(String fields) throws IOException {
        // Given
        String head = "POST /api/v1/artifacts HTTP/1.1\r\nHost: localhost\r\nSlipway-Tenant: " + api.tenant()
                + "\r\nAuthorization: Basic b3BlcmF0b3I6b3BlcmF0b3I=\r\nContent-Length: 60000000\r\n"
                + "Content-Type: multipart/form-data; boundary=xyz\r\n\r\n" + fields
                + "--xyz\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n";

        // When: a third of the file comes
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(bytes(12, SEVERAL_PARTS));
            await().atMost(PATIENCE)
                    .until(() -> !leftovers.everythingOf(api.tenant()).isEmpty());
        }

        // Then
        await().atMost(PATIENCE)
                .until(() -> leftovers.everythingOf(api.tenant()).isEmpty());
    }

    @Test
    void reads_no_large_bodies_where_nothing_large_belongs() {
        Map<String, String> json = Map.of("Content-Type", "application/json");
        assertThat(api.send("PUT", "/api/v1/repository/root", BodyPublishers.ofByteArray(new byte[21 << 20]), json)
                        .status())
                .isEqualTo(413);
        assertThat(api.send(
                                "POST",
                                "/api/v1/uploads",
                                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[10])),
                                json)
                        .status())
                .isEqualTo(411);
    }

    @Test
    void refuses_a_form_without_a_file() {
        refused(api.publish(field("sha256", sha256(new byte[1]))), 400, "upload-malformed");
    }

    @Test
    void refuses_a_form_with_two_files() {
        refused(api.publish(file(bytes(10, 10)), file(bytes(11, 10))), 400, "upload-malformed");
    }

    @Test
    void refuses_an_artifact_that_is_too_large_by_its_announcement() {
        refused(api.publish(bytes(8, 65 << 20)), 413, "upload-too-large");
    }

    @Test
    void refuses_an_artifact_that_turns_out_to_be_too_large() {
        refused(api.publish(bytes(8, (64 << 20) + 1)), 413, "upload-too-large");
    }

    @Test
    void keeps_tenants_apart() {
        // Given
        byte[] image = bytes(9, 1000);
        assertThat(api.publish(image).status()).isEqualTo(201);

        // When, Then
        new Api().request().get("/api/v1/artifacts/" + sha256(image)).then().statusCode(404);
        api.request().get("/api/v1/artifacts/" + sha256(image)).then().statusCode(200);
    }

    @Test
    void takes_nothing_from_strangers() {
        given().multiPart("file", "image.raw", new byte[10])
                .post("/api/v1/artifacts")
                .then()
                .statusCode(401);
    }

    private Api.Answer publishInOnePiece(byte[] image) {
        return api.publish(field("sha256", sha256(image)), length(image.length), file(image));
    }

    private static BodyPublisher length(int bytes) {
        return field("length", Integer.toString(bytes));
    }

    private void refused(Api.Answer answer, int status, String problem) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        await().atMost(PATIENCE)
                .until(() -> leftovers.everythingOf(api.tenant()).isEmpty());
    }
}
