package io.slipway.client.trust.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

import io.slipway.client.gateway.Answer;
import io.slipway.client.gateway.Gateway;
import io.slipway.metadata.trust.MetadataFetcher;

/** {@code GET /device/v1/metadata/{file}}. */
public final class HttpMetadataFetcher implements MetadataFetcher {

    private final Gateway gateway;

    public HttpMetadataFetcher(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public Optional<InputStream> open(String fileName, long maxLength) throws IOException {
        int limit = Math.toIntExact(maxLength) + 1; // one byte more shows that there is more
        Answer answer = gateway.get("/device/v1/metadata/" + fileName, Map.of(), limit);
        return switch (answer.status()) {
            case 200 -> Optional.of(new ByteArrayInputStream(answer.body()));
            case 404 -> Optional.empty();
            default -> throw new IOException(fileName + " was answered with " + answer.describe());
        };
    }
}
