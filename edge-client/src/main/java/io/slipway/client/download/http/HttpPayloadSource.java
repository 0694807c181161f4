package io.slipway.client.download.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.slipway.client.download.DownloadRefusedException;
import io.slipway.payload.apply.PayloadSource;

/**
 * A payload at the gateway or, where the gateway redirects to it, in the object store. Each {@link #open} is one attempt and asks the gateway first,
 * so a redirect that expires, or leads to a payload that was removed meanwhile, is no obstacle.
 */
public final class HttpPayloadSource implements PayloadSource {

    private static final Duration TIME_TO_HEADERS = Duration.ofSeconds(30);
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes ([0-9]{1,18})-[0-9]{1,18}/([0-9]{1,18})");

    private final Connections connections;
    private final URI payload;
    private final long length;

    /**
     * @param payload address at the gateway
     * @param length bytes of the payload, from signed metadata
     */
    public HttpPayloadSource(Connections connections, URI payload, long length) {
        this.connections = connections;
        this.payload = payload;
        this.length = length;
    }

    /**
     * The ways to the two servers.
     *
     * @param gateway shows the device's certificate
     * @param objectStore shows none
     * @param plainHttp whether a redirect to an address without TLS is followed
     */
    public record Connections(HttpClient gateway, HttpClient objectStore, boolean plainHttp) {}

    @Override
    public InputStream open(long offset) throws IOException {
        HttpResponse<InputStream> response = ask(connections.gateway(), payload, offset);
        boolean isRedirected = response.statusCode() == 307;
        if (isRedirected) {
            response.body().close();
            response = ask(connections.objectStore(), redirect(response), offset);
        }
        try {
            check(response, offset, isRedirected);
        } catch (IOException e) {
            response.body().close();
            throw e;
        }
        return response.body();
    }

    private HttpResponse<InputStream> ask(HttpClient client, URI address, long offset) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(TIME_TO_HEADERS)
                .header("Range", "bytes=" + offset + "-")
                .build();
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while asking for a payload");
        }
    }

    private URI redirect(HttpResponse<?> response) throws IOException {
        String location = response.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IOException("The gateway redirects the payload to nowhere"));
        URI target;
        try {
            target = payload.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException("The gateway redirects the payload to something that is no address", e);
        }
        boolean allowed =
                "https".equals(target.getScheme()) || connections.plainHttp() && "http".equals(target.getScheme());
        if (!allowed) {
            throw new DownloadRefusedException("The gateway redirects the payload to " + target.getScheme() + "://"
                    + target.getAuthority() + ", and only https is allowed");
        }
        return target;
    }

    private void check(HttpResponse<?> response, long offset, boolean isRedirected) throws IOException {
        String server = response.uri().getAuthority();
        switch (response.statusCode()) {
            case 200 -> {
                if (offset > 0) {
                    throw new DownloadRefusedException(server + " does not serve ranges of the payload");
                }
            }
            case 206 -> {
                String range = response.headers().firstValue("Content-Range").orElse("");
                Matcher matcher = CONTENT_RANGE.matcher(range);
                if (!matcher.matches() || Long.parseLong(matcher.group(1)) != offset) {
                    throw new IOException(
                            server + " answered with the range '" + range + "' instead of bytes from " + offset);
                }
                if (Long.parseLong(matcher.group(2)) != length) {
                    throw new DownloadRefusedException("The payload at %s has %s bytes, signed metadata says %d"
                            .formatted(server, matcher.group(2), length));
                }
            }
            case 404, 410 -> {
                // Only the gateway knows of a payload that is removed and made again; it may have sent the link just
                // before.
                throw isRedirected
                        ? new IOException("The payload is not at " + server + " any more")
                        : new DownloadRefusedException("The payload is not at " + server);
            }
            default -> throw new IOException(server + " answered with HTTP status " + response.statusCode());
        }
    }
}
