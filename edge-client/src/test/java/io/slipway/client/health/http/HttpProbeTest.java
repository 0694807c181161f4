package io.slipway.client.health.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.fixture.TestAuthority;
import io.slipway.client.health.Probe;
import io.slipway.client.provisioning.TlsContexts;
import io.slipway.client.provisioning.file.PemFiles;

import static org.assertj.core.api.Assertions.assertThat;

class HttpProbeTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private final TestAuthority authority = new TestAuthority("local");
    private final List<HttpServer> servers = new ArrayList<>();
    private HttpServer plain;
    private HttpsServer secure;

    @BeforeEach
    void start() throws IOException {
        plain = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(authority.serverTls()));
        for (HttpServer server : List.of(plain, secure)) {
            answer(server, "/ok", 200, "all systems\n go");
            answer(server, "/broken", 503, "no database");
            server.start();
            servers.add(server);
        }
    }

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    @Test
    void passes_with_the_expected_status_and_words() {
        assertThat(get(plain("/ok"), 200, "systems")).isEmpty();
        assertThat(get(plain("/broken"), 503, "")).isEmpty();
    }

    @Test
    void fails_with_what_came_instead() {
        assertThat(get(plain("/broken"), 200, ""))
                .contains("asked %s: status 503, expected 200 no database".formatted(plain("/broken")));
        assertThat(get(plain("/ok"), 200, "green"))
                .contains("asked %s: expected 'green' in the body, found 'all systems go'".formatted(plain("/ok")));
    }

    @Test
    void believes_the_authorities_it_is_given_and_no_others() throws IOException {
        // Given
        Path ours = authority.writeTo(directory.resolve("ours.pem"));
        Path other = new TestAuthority("other").writeTo(directory.resolve("other.pem"));
        URI address = URI.create("https://localhost:" + secure.getAddress().getPort() + "/ok");

        // When, Then
        assertThat(look(new Probe.Http(address, List.of(ours), 200, ""), TIMEOUT))
                .isEmpty();
        assertThat(look(new Probe.Http(address, List.of(other), 200, ""), TIMEOUT))
                .isPresent();
        assertThat(look(new Probe.Http(address, List.of(), 200, ""), TIMEOUT)).isPresent();
        assertThat(look(new Probe.Http(address, List.of(directory.resolve("none")), 200, ""), TIMEOUT))
                .isPresent();
    }

    @Test
    void reads_an_endless_body_only_so_far() {
        // Given
        plain.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] chunk = "x".repeat(8192).getBytes(StandardCharsets.US_ASCII);
            while (true) { // ends with the connection
                exchange.getResponseBody().write(chunk);
            }
        });

        // When, Then
        assertThat(get(plain("/endless"), 200, "xxx")).isEmpty();
        assertThat(get(plain("/endless"), 200, "y")).isPresent();
    }

    @Test
    void fails_if_nobody_answers() {
        // Given
        URI address = plain("/ok");
        plain.stop(0);

        // When, Then
        assertThat(get(address, 200, "")).isPresent();
    }

    private URI plain(String path) {
        return URI.create("http://localhost:" + plain.getAddress().getPort() + path);
    }

    private Optional<String> get(URI address, int status, String contains) {
        return look(new Probe.Http(address, List.of(), status, contains), TIMEOUT);
    }

    private static Optional<String> look(Probe.Http probe, Duration timeout) {
        try {
            return new HttpProbe(HttpProbeTest::trust).complaint(probe, timeout, Map.of());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static javax.net.ssl.SSLContext trust(List<Path> files) throws IOException {
        return TlsContexts.anonymous(files.isEmpty() ? List.of() : PemFiles.certificates(files.getFirst()));
    }

    private static void answer(HttpServer server, String path, int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
