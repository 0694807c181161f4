package io.slipway.client.gateway;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the gateway. Answers are limited in size and time, body included; redirects are not followed. Safe for use by several threads; blocks.
 */
public final class Gateway {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final HttpClient client;
    private final URI base;

    /**
     * @param client with the certificates that the requests need
     * @param base for example {@code https://gateway:8444}
     */
    public Gateway(HttpClient client, URI base) {
        this.client = client;
        this.base = base;
    }

    /**
     * Gets {@code path}.
     *
     * @param headers to send along
     * @param limit bytes of the body after which it is cut off
     * @throws IOException if there is no complete answer within 30 seconds
     */
    public Answer get(String path, Map<String, String> headers, int limit) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).GET();
        headers.forEach(request::header);
        return exchange(request, limit);
    }

    /** Posts {@code json} to {@code path}; otherwise like {@link #get}. */
    public Answer post(String path, String json, int limit) throws IOException {
        return exchange(
                HttpRequest.newBuilder(base.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)),
                limit);
    }

    private Answer exchange(HttpRequest.Builder builder, int limit) throws IOException {
        HttpRequest request = builder.timeout(DEADLINE).build();
        CompletableFuture<HttpResponse<byte[]>> pending = client.sendAsync(request, _ -> new CutOffBody(limit));
        try {
            HttpResponse<byte[]> response = pending.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException("%s %s: %s".formatted(request.method(), request.uri(), describe(cause)), cause);
        } catch (TimeoutException e) {
            throw new IOException("%s %s: no answer within %s".formatted(request.method(), request.uri(), DEADLINE), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            pending.cancel(true);
        }
    }

    private static String describe(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
