package io.slipway.standalone.operator.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.slipway.standalone.StandaloneException;

/** Uploads a file to artifact-service and goes on where it was when the connection breaks. */
public final class ArtifactUpload {

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int FAILURES_IN_A_ROW = 10;
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;
    private static final int LOCKED = 423;
    private static final int UNAVAILABLE = 503;
    private static final String OFFSET = "Upload-Offset";

    private final ServiceClient client;

    public ArtifactUpload(ServiceClient client) {
        this.client = client;
    }

    private record NewUpload(long length, String sha256) {}

    /**
     * Uploads a file; returns when it is an artifact.
     *
     * @param sha256 of the file, computed by the caller
     * @throws StandaloneException if the service refuses it, or does not answer for long
     */
    public void upload(Path file, String sha256) throws IOException {
        HttpResponse<byte[]> begun = client.post("/api/v1/uploads", new NewUpload(Files.size(file), sha256), PATIENCE);
        if (begun.statusCode() != CREATED) {
            return;
        }
        String upload = begun.headers()
                .firstValue("Location")
                .map(location -> URI.create(location).getPath())
                .orElseThrow(() -> new StandaloneException("artifact-service began an upload without saying where."));
        sendAll(file, upload);
        client.post(upload + "/complete", PATIENCE);
    }

    private void sendAll(Path file, String upload) throws IOException {
        long length = Files.size(file);
        long offset = 0;
        int failures = 0;
        while (offset < length) {
            long reached = send(file, upload, offset, length);
            failures = reached > offset ? 0 : failures + 1;
            if (failures == FAILURES_IN_A_ROW) {
                throw new StandaloneException(
                        "The upload of " + file + " stands still at byte " + offset + " of " + length + ".");
            }
            if (reached <= offset) {
                pause();
            }
            offset = reached;
        }
    }

    /** Sends from an offset on and returns the offset that is durable afterwards. */
    private long send(Path file, String upload, long offset, long length) {
        try {
            HttpResponse<byte[]> response = client.attempt(client.request(upload, PATIENCE)
                    .header("Content-Type", "application/offset+octet-stream")
                    .header(OFFSET, Long.toString(offset))
                    .method("PATCH", from(file, offset, length)));
            return switch (response.statusCode()) {
                case CONFLICT -> offsetIn(response);
                case LOCKED, UNAVAILABLE -> offset;
                default -> offsetIn(client.successful(response));
            };
        } catch (IOException broken) {
            return durableOffset(upload, offset);
        }
    }

    private long durableOffset(String upload, long known) {
        try {
            return offsetIn(client.successful(
                    client.attempt(client.request(upload, PATIENCE).HEAD())));
        } catch (IOException stillBroken) {
            return known;
        }
    }

    private static long offsetIn(HttpResponse<byte[]> response) {
        return response.headers()
                .firstValueAsLong(OFFSET)
                .orElseThrow(() -> new StandaloneException("artifact-service did not say how far the upload is."));
    }

    private static BodyPublisher from(Path file, long offset, long length) {
        BodyPublisher content = BodyPublishers.ofInputStream(() -> open(file, offset));
        return BodyPublishers.fromPublisher(content, length - offset);
    }

    private static InputStream open(Path file, long offset) {
        try {
            InputStream in = Files.newInputStream(file);
            in.skipNBytes(offset);
            return in;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StandaloneException("The upload was interrupted.", e);
        }
    }
}
