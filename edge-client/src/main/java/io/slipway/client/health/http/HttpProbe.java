package io.slipway.client.health.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

import io.slipway.client.health.Probe;
import io.slipway.client.health.ProbeRunner;

/** Gets an address, with a connection of its own for each attempt. */
public final class HttpProbe implements ProbeRunner<Probe.Http> {

    private static final int MAX_BODY = 64 * 1024;
    private static final int EXCERPT = 100;

    private final Trust trust;

    /** Whom to believe. */
    public interface Trust {

        /** @param authorities PEM files; empty for the platform's own */
        SSLContext of(List<Path> authorities) throws IOException;
    }

    public HttpProbe(Trust trust) {
        this.trust = trust;
    }

    @Override
    public Optional<String> complaint(Probe.Http probe, Duration timeout, Map<String, String> context)
            throws InterruptedException {
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout);
        HttpRequest request =
                HttpRequest.newBuilder(probe.address()).timeout(timeout).GET().build();
        try {
            if ("https".equalsIgnoreCase(probe.address().getScheme())) {
                client.sslContext(trust.of(probe.authorities()));
            }
            return get(client.build(), request, probe);
        } catch (IOException e) {
            return Optional.of("asked %s: %s".formatted(probe.address(), describe(e)));
        }
    }

    private static Optional<String> get(HttpClient client, HttpRequest request, Probe.Http probe)
            throws IOException, InterruptedException {
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                String text = new String(body.readNBytes(MAX_BODY), StandardCharsets.UTF_8);
                return judge(response.statusCode(), text, probe);
            }
        } finally {
            client.shutdownNow();
        }
    }

    private static Optional<String> judge(int status, String body, Probe.Http probe) {
        String excerpt =
                body.substring(0, Math.min(body.length(), EXCERPT)).strip().replaceAll("\\s+", " ");
        if (status != probe.status()) {
            return Optional.of("asked %s: status %d, expected %d %s"
                    .formatted(probe.address(), status, probe.status(), excerpt)
                    .strip());
        }
        return body.contains(probe.contains())
                ? Optional.empty()
                : Optional.of("asked %s: expected '%s' in the body, found '%s'"
                        .formatted(probe.address(), probe.contains(), excerpt));
    }

    private static String describe(IOException failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
