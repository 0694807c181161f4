package io.slipway.standalone.operator.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.standalone.StandaloneException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ArtifactUploadTest {

    private static final String DIGEST = "a".repeat(64);
    private static final int PART = 100_000;

    @TempDir
    Path directory;

    private final ByteArrayOutputStream stored = new ByteArrayOutputStream();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private byte[] content = new byte[0];
    private Path file = Path.of("");
    private int breaksLeft;

    @BeforeEach
    void start() throws IOException {
        content = new byte[3 * PART + 17];
        new Random(1).nextBytes(content);
        file = Files.write(directory.resolve("image"), content);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/uploads", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void goes_on_where_it_was_when_the_connection_breaks() throws IOException {
        // Given
        breaksLeft = 2;

        // When
        upload().upload(file, DIGEST);

        // Then
        assertThat(stored.toByteArray()).isEqualTo(content);
        assertThat(requests)
                .containsExactly(
                        "POST /api/v1/uploads",
                        "PATCH at 0",
                        "HEAD",
                        "PATCH at " + PART,
                        "HEAD",
                        "PATCH at " + 2 * PART,
                        "POST /api/v1/uploads/7/complete");
    }

    @Test
    void passes_the_service_s_own_words_on() {
        assertThatThrownBy(() -> upload().upload(file, "refused"))
                .isInstanceOf(StandaloneException.class)
                .hasMessage("artifact-service refuses: The digest is malformed.");
        assertThat(stored.size()).isZero();
    }

    @Test
    void says_that_nobody_answers() {
        server.stop(0);

        assertThatThrownBy(() -> upload().upload(file, DIGEST))
                .isInstanceOf(StandaloneException.class)
                .hasMessageStartingWith("artifact-service does not answer at http://127.0.0.1:");
    }

    private ArtifactUpload upload() {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new ArtifactUpload(new ServiceClient("artifact-service", base, "secret"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        switch (exchange.getRequestMethod()) {
            case "POST" -> post(exchange, path);
            case "PATCH" -> patch(exchange);
            default -> {
                requests.add("HEAD");
                exchange.getResponseHeaders().add("Upload-Offset", Integer.toString(stored.size()));
                exchange.sendResponseHeaders(200, -1);
            }
        }
        exchange.close();
    }

    private void post(HttpExchange exchange, String path) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add("POST " + path);
        if (body.contains("refused")) {
            byte[] problem =
                    "{\"title\":\"Refused\",\"detail\":\"The digest is malformed.\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(422, problem.length);
            exchange.getResponseBody().write(problem);
        } else {
            exchange.getResponseHeaders().add("Location", "/api/v1/uploads/7");
            exchange.sendResponseHeaders(201, -1);
        }
    }

    /** Takes all, or one part and then breaks the connection. */
    private void patch(HttpExchange exchange) throws IOException {
        requests.add("PATCH at " + exchange.getRequestHeaders().getFirst("Upload-Offset"));
        if (breaksLeft > 0) {
            breaksLeft--;
            stored.write(exchange.getRequestBody().readNBytes(PART));
        } else {
            stored.write(exchange.getRequestBody().readAllBytes());
            exchange.getResponseHeaders().add("Upload-Offset", Integer.toString(stored.size()));
            exchange.sendResponseHeaders(204, -1);
        }
    }
}
