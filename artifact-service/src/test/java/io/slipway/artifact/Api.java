package io.slipway.artifact;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.slipway.metadata.digest.Sha256;
import java.util.Random;
import java.util.UUID;

/** What an operator does, for tests. Each has a tenant of its own. */
public final class Api {

    private final String tenant = "t-" + UUID.randomUUID().toString().substring(0, 18);

    public String tenant() {
        return tenant;
    }

    public RequestSpecification request() {
        return given().auth().preemptive().basic("operator", "operator").header("Slipway-Tenant", tenant);
    }

    /** Publishes bytes in one request. */
    public Response publish(byte[] bytes) {
        return request().multiPart("file", "image.raw", bytes).post("/api/v1/artifacts");
    }

    /** Publishes bytes in one request with a digest before them. */
    public Response publish(byte[] bytes, String sha256) {
        return request().multiPart("sha256", sha256).multiPart("file", "image.raw", bytes).post("/api/v1/artifacts");
    }

    /** Begins a resumable upload and returns its address. */
    public String begin(long length, String sha256) {
        return request()
                .contentType("application/json")
                .body("{\"length\":" + length + ",\"sha256\":\"" + sha256 + "\"}")
                .post("/api/v1/uploads")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
    }

    /** Sends bytes of a resumable upload. */
    public Response append(String upload, long offset, byte[] bytes) {
        return request()
                .contentType("application/offset+octet-stream")
                .header("Upload-Offset", offset)
                .body(bytes)
                .patch(upload);
    }

    /** Bytes that are the same for the same seed. */
    public static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    public static String sha256(byte[] bytes) {
        return Sha256.of(bytes).hex();
    }
}
