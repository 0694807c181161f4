package io.slipway.artifact.publication;

import static io.restassured.RestAssured.given;
import static io.slipway.artifact.Api.bytes;
import static io.slipway.artifact.Api.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.artifact.Api;
import io.slipway.engines.EngineTestResource;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = EngineTestResource.class,
        initArgs = @ResourceArg(name = "engines", value = "postgres,kafka,s3"))
class PublishArtifactTest {

    private static final int SEVERAL_PARTS = (20 << 20) + 12_345;

    @Inject
    Leftovers leftovers;

    private final Api api = new Api();

    @Test
    void stores_an_artifact_of_several_parts_under_its_digest() {
        // Given
        byte[] image = bytes(1, SEVERAL_PARTS);

        // When
        api.publish(image)
                .then()
                .statusCode(201)
                .header("Location", endsWith("/api/v1/artifacts/" + sha256(image)))
                .body("sha256", equalTo(sha256(image)))
                .body("length", equalTo(image.length));

        // Then
        assertThat(leftovers.content(api.tenant(), sha256(image))).isEqualTo(image);
        assertThat(leftovers.of(api.tenant())).isEmpty();
    }

    @Test
    void stores_an_artifact_whose_digest_is_known_beforehand() {
        // Given
        byte[] image = bytes(2, SEVERAL_PARTS);

        // When
        api.publish(image, sha256(image)).then().statusCode(201);

        // Then
        assertThat(leftovers.content(api.tenant(), sha256(image))).isEqualTo(image);
        assertThat(leftovers.of(api.tenant())).isEmpty();
    }

    @Test
    void gives_the_same_artifact_for_the_same_bytes() {
        // Given
        byte[] image = bytes(3, 100_000);
        api.publish(image).then().statusCode(201);

        // When, Then
        api.publish(image, sha256(image)).then().statusCode(200).body("sha256", equalTo(sha256(image)));
        api.publish(image).then().statusCode(200).body("sha256", equalTo(sha256(image)));
        assertThat(leftovers.of(api.tenant())).isEmpty();
    }

    @Test
    void refuses_an_empty_artifact() {
        api.publish(new byte[0]).then().statusCode(422).body("type", equalTo("urn:slipway:problem:upload-empty"));
        assertThat(leftovers.everythingOf(api.tenant())).isEmpty();
    }

    @Test
    void refuses_bytes_with_another_digest_than_declared() {
        byte[] image = bytes(4, SEVERAL_PARTS);
        api.publish(image, sha256(bytes(5, 10)))
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:slipway:problem:upload-wrong-digest"));
        assertThat(leftovers.everythingOf(api.tenant())).isEmpty();
    }

    @Test
    void refuses_a_digest_that_is_declared_wrongly_after_the_bytes() {
        byte[] image = bytes(6, 50_000);
        api.request()
                .multiPart("file", "image.raw", image)
                .multiPart("sha256", sha256(bytes(7, 10)))
                .post("/api/v1/artifacts")
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:slipway:problem:upload-wrong-digest"));
        assertThat(leftovers.everythingOf(api.tenant())).isEmpty();
    }

    @Test
    void refuses_a_form_that_ends_before_its_last_boundary() {
        api.request()
                .contentType("multipart/form-data; boundary=xyz")
                .body("--xyz\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nhalf an ima")
                .post("/api/v1/artifacts")
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:slipway:problem:upload-truncated"));
        assertThat(leftovers.everythingOf(api.tenant())).isEmpty();
    }

    @Test
    void refuses_a_form_without_a_file() {
        api.request()
                .multiPart("sha256", sha256(new byte[1]))
                .post("/api/v1/artifacts")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:slipway:problem:upload-malformed"));
    }

    @Test
    void refuses_an_artifact_that_is_too_large() {
        api.publish(bytes(8, 65 << 20))
                .then()
                .statusCode(413)
                .body("type", equalTo("urn:slipway:problem:upload-too-large"));
        assertThat(leftovers.everythingOf(api.tenant())).isEmpty();
    }

    @Test
    void keeps_tenants_apart() {
        // Given
        byte[] image = bytes(9, 1000);
        api.publish(image).then().statusCode(201);

        // When, Then
        new Api().request().get("/api/v1/artifacts/" + sha256(image)).then().statusCode(404);
        api.request().get("/api/v1/artifacts/" + sha256(image)).then().statusCode(200);
    }

    @Test
    void takes_nothing_from_strangers() {
        given()
                .multiPart("file", "image.raw", new byte[10])
                .post("/api/v1/artifacts")
                .then()
                .statusCode(401);
    }
}
