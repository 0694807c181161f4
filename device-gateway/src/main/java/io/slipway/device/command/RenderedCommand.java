package io.slipway.device.command;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

import io.slipway.device.identity.Sha256;

/**
 * A command in the form that devices read, made once for all polls.
 *
 * @param traceparent the W3C trace context of the command
 * @param json the JSON of {@code docs/contracts/events/Command.schema.json}
 * @param etag an entity tag with its quotes (RFC 9110, section 8.8.3) that changes with the JSON
 */
public record RenderedCommand(UUID deploymentId, Optional<String> traceparent, String json, String etag) {

    private static final int TAG_DIGITS = 32;

    /** With a tag computed from {@code json}. */
    public static RenderedCommand of(Command command, String json) {
        String digest = Sha256.of(json.getBytes(StandardCharsets.UTF_8)).hex();
        return new RenderedCommand(
                command.deploymentId(), command.traceparent(), json, '"' + digest.substring(0, TAG_DIGITS) + '"');
    }
}
