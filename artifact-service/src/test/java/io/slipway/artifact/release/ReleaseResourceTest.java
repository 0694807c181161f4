package io.slipway.artifact.release;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import io.slipway.artifact.Api;

import static io.restassured.RestAssured.given;
import static io.slipway.artifact.Api.bytes;
import static io.slipway.artifact.Api.sha256;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

@QuarkusTest
class ReleaseResourceTest {

    private final Api api = new Api();
    private final byte[] image = bytes(1, 100);

    @Test
    void drafts_lists_and_looks_up() {
        // Given
        api.publish(image);

        // When
        String id = draft("1")
                .then()
                .statusCode(201)
                .body("state", equalTo("draft"))
                .extract()
                .path("id");

        // Then
        api.request()
                .get("/api/v1/releases/" + id)
                .then()
                .statusCode(200)
                .body("components[0].target", equalTo("debian/1/rootfs"))
                .body("components[0].length", equalTo(100));
        api.request().get("/api/v1/releases").then().statusCode(200).body("$", hasSize(1));
        new Api().request().get("/api/v1/releases").then().statusCode(200).body("$", hasSize(0));
        new Api().request().get("/api/v1/releases/" + id).then().statusCode(404);
    }

    @Test
    void has_one_release_of_a_name_and_version() {
        api.publish(image);
        draft("1").then().statusCode(201);
        draft("1").then().statusCode(409).body("type", equalTo("urn:slipway:problem:release-duplicate"));
        draft("2").then().statusCode(201);
    }

    @Test
    void refuses_a_release_of_an_artifact_that_is_not_there() {
        draft("1").then().statusCode(422).body("type", equalTo("urn:slipway:problem:release-artifact-unknown"));
    }

    @Test
    void withdraws_once() {
        // Given
        api.publish(image);
        String id = draft("1").then().extract().path("id");

        // When, Then
        withdraw(id, "broken").then().statusCode(200).body("state", equalTo("withdrawn"));
        withdraw(id, "other").then().statusCode(200).body("reason", equalTo("broken"));
        withdraw("00000000-0000-0000-0000-000000000000", "x").then().statusCode(404);
    }

    @Test
    void refuses_what_is_not_a_release() {
        api.request()
                .contentType("application/json")
                .body("{\"name\":\"../x\"}")
                .post("/api/v1/releases")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        given().auth()
                .preemptive()
                .basic("operator", "operator")
                .header("Slipway-Tenant", "Not A Tenant")
                .get("/api/v1/releases")
                .then()
                .statusCode(400);
    }

    private Response draft(String version) {
        return api.request()
                .contentType("application/json")
                .body("""
                        {"name":"debian","version":"%s","deviceTypes":["virtual-board"],
                         "components":[{"name":"rootfs","artifactSha256":"%s","format":"raw"}]}""".formatted(version, sha256(image)))
                .post("/api/v1/releases");
    }

    private Response withdraw(String id, String reason) {
        return api.request()
                .contentType("application/json")
                .body("{\"reason\":\"" + reason + "\"}")
                .post("/api/v1/releases/" + id + "/withdraw");
    }
}
