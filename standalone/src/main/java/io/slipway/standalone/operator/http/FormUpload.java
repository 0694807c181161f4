package io.slipway.standalone.operator.http;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** Uploads a file to artifact-service in one request, as a form (RFC 7578). What breaks off begins again; {@link ArtifactUpload} goes on. */
public final class FormUpload {

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final ServiceClient client;

    public FormUpload(ServiceClient client) {
        this.client = client;
    }

    /**
     * Uploads a file; returns when it is an artifact.
     *
     * @param sha256 of the file, computed by the caller
     */
    public void upload(Path file, String sha256) throws IOException {
        String boundary = "slipway-" + UUID.randomUUID();
        BodyPublisher form = BodyPublishers.concat(
                text(field(boundary, "sha256", sha256) + field(boundary, "length", Long.toString(Files.size(file)))
                        + "--"
                        + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"image\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n"),
                BodyPublishers.ofFile(file),
                text("\r\n--" + boundary + "--\r\n"));
        client.send(client.request("/api/v1/artifacts", PATIENCE)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(form));
    }

    private static String field(String boundary, String name, String value) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static BodyPublisher text(String text) {
        return BodyPublishers.ofString(text, StandardCharsets.US_ASCII);
    }
}
