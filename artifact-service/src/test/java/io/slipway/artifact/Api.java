package io.slipway.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;

import io.slipway.metadata.digest.Sha256;

import static io.restassured.RestAssured.given;

/** What an operator does, for tests. Each has a tenant of its own. */
public final class Api {

    private static final String BOUNDARY = "----slipway-test-boundary";

    private final String tenant = "t-" + UUID.randomUUID().toString().substring(0, 18);

    public String tenant() {
        return tenant;
    }

    public RequestSpecification request() {
        return given().auth().preemptive().basic("operator", "operator").header("Slipway-Tenant", tenant);
    }

    /** Publishes bytes in one request. */
    public Answer publish(byte[] bytes) {
        return publish(file(bytes));
    }

    /** Publishes bytes in one request with a digest before them. */
    public Answer publish(byte[] bytes, String sha256) {
        return publish(field("sha256", sha256), file(bytes));
    }

    /** Sends a form of these fields. */
    public Answer publish(BodyPublisher... fields) {
        BodyPublisher[] form = new BodyPublisher[fields.length + 1];
        System.arraycopy(fields, 0, form, 0, fields.length);
        form[fields.length] = BodyPublishers.ofString("--" + BOUNDARY + "--\r\n");
        return send(
                "POST",
                "/api/v1/artifacts",
                BodyPublishers.concat(form),
                Map.of("Content-Type", "multipart/form-data; boundary=" + BOUNDARY));
    }

    /** A field of a form. */
    public static BodyPublisher field(String name, String value) {
        return BodyPublishers.ofString(
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n");
    }

    /** The file of a form. */
    public static BodyPublisher file(byte[] bytes) {
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"image.raw\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n";
        return BodyPublishers.concat(
                BodyPublishers.ofString(head), BodyPublishers.ofByteArray(bytes), BodyPublishers.ofString("\r\n"));
    }

    /** Sends a request with a body that may be large. */
    public Answer send(String method, String path, BodyPublisher body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
                .method(method, body)
                .header("Authorization", "Basic b3BlcmF0b3I6b3BlcmF0b3I=")
                .header("Slipway-Tenant", tenant);
        headers.forEach(request::header);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    public record Answer(int status, HttpHeaders headers, String body) {

        /** The problem's code, or an empty string if it is none. */
        public String problem() {
            return body.contains("urn:slipway:problem:")
                    ? body.replaceFirst("(?s).*urn:slipway:problem:([a-z-]+).*", "$1")
                    : "";
        }

        /** A member of the JSON. */
        public String member(String name) {
            return body.replaceFirst("(?s).*\"" + name + "\":\"?([^\",}]*).*", "$1");
        }
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
    public Answer append(String upload, long offset, byte[] bytes) {
        return append(upload, offset, BodyPublishers.ofByteArray(bytes));
    }

    /** Sends bytes of a resumable upload. */
    public Answer append(String upload, long offset, BodyPublisher bytes) {
        String path = URI.create(upload).getPath();
        return send(
                "PATCH",
                path,
                bytes,
                Map.of("Content-Type", "application/offset+octet-stream", "Upload-Offset", Long.toString(offset)));
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
