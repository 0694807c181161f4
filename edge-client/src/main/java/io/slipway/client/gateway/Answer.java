package io.slipway.client.gateway;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An answer of the gateway.
 *
 * @param status of HTTP
 * @param body complete; not copied
 */
public record Answer(int status, HttpHeaders headers, byte[] body) {

    private static final int EXCERPT = 200;

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** Status and the beginning of the body, for messages. */
    public String describe() {
        String text =
                new String(body, 0, Math.min(body.length, EXCERPT), StandardCharsets.UTF_8).replaceAll("\\s+", " ");
        return "HTTP status " + status + (text.isEmpty() ? "" : " " + text);
    }
}
