package io.slipway.device.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.eclipse.microprofile.config.ConfigProvider;

import static io.restassured.RestAssured.given;

/** A device that speaks HTTPS to the gateway, with a certificate or without. */
public final class TestDevice {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI gateway;
    private final SSLContext tls;
    private final HttpClient http;

    private TestDevice(SSLContext tls) {
        this.gateway = URI.create("https://localhost:"
                + ConfigProvider.getConfig().getValue("quarkus.http.test-ssl-port", Integer.class));
        this.tls = tls;
        this.http = HttpClient.newBuilder()
                .sslContext(tls)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    /** A device that has no certificate yet. */
    public static TestDevice unknown() {
        return new TestDevice(Tls.withoutCertificate());
    }

    /** A device with this certificate. */
    public static TestDevice with(Pki.Identity identity) {
        return with(List.of(identity.certificate()), identity.keys().getPrivate());
    }

    /** A device with this chain. */
    public static TestDevice with(List<X509Certificate> chain, PrivateKey key) {
        return new TestDevice(Tls.withCertificate(chain, key));
    }

    /** A device that has enrolled with a new token and key. */
    public static TestDevice enrolled(String tenant, String deviceId) {
        KeyPair key = Pki.p256();
        HttpResponse<String> answer = unknown().enrol(token(tenant, 1), deviceId, key);
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("Not enrolled: " + answer.statusCode() + " " + answer.body());
        }
        return with(certificatesOf(answer), key.getPrivate());
    }

    /** A new enrolment token for devices of the type {@code virtual-board}. */
    public static String token(String tenant, int maxUses) {
        return given().auth()
                .preemptive()
                .basic("operator", "operator")
                .contentType("application/json")
                .body("{\"tenant\":\"%s\",\"deviceType\":\"virtual-board\",\"maxUses\":%d}".formatted(tenant, maxUses))
                .post("/api/v1/enrolment-tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }

    /** Lets an operator take the identity of a device of the default tenant away. */
    public static void revoke(String deviceId) {
        given().auth()
                .preemptive()
                .basic("operator", "operator")
                .contentType("application/json")
                .body("{\"reason\":\"stolen\"}")
                .post("/api/v1/devices/" + deviceId + "/revoke")
                .then()
                .statusCode(204);
    }

    /** The certificates in the answer to an enrolment. */
    public static List<X509Certificate> certificatesOf(HttpResponse<String> answer) {
        return Tls.certificates(json(answer.body()).get("certificate").asText());
    }

    public HttpResponse<String> enrol(String token, String deviceId, KeyPair key) {
        return enrol(token, deviceId, Pki.csr(key));
    }

    public HttpResponse<String> enrol(String token, String deviceId, String csr) {
        return enrol(token, deviceId, "virtual-board", csr);
    }

    public HttpResponse<String> enrol(String token, String deviceId, String deviceType, String csr) {
        return post(
                "/device/v1/enrol",
                JSON.createObjectNode()
                        .put("token", token)
                        .put("deviceId", deviceId)
                        .put("deviceType", deviceType)
                        .put("csr", csr)
                        .toString());
    }

    public HttpResponse<String> get(String path, String... headers) {
        return text(request(path, headers).GET());
    }

    public HttpResponse<byte[]> getBytes(String path, String... headers) {
        return send(request(path, headers).GET(), BodyHandlers.ofByteArray());
    }

    public HttpResponse<String> post(String path, String body, String... headers) {
        return text(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
    }

    /** Posts a body without saying how long it is. */
    public HttpResponse<String> stream(String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return text(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))));
    }

    /** The TLS of this device, for its connection to the broker. */
    SSLContext tls() {
        return tls;
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(gateway + path)).timeout(Duration.ofSeconds(60));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> text(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
