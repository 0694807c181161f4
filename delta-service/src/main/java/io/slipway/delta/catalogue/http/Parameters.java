package io.slipway.delta.catalogue.http;

import java.util.UUID;

import jakarta.ws.rs.core.Response.Status;
import org.jspecify.annotations.Nullable;

/** Reads parameters of requests. */
final class Parameters {

    private static final String UUID_FORM = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    private Parameters() {}

    static UUID uuid(String name, @Nullable String text) {
        if (text == null || !text.matches(UUID_FORM)) {
            throw Problems.of(
                    Status.BAD_REQUEST,
                    "parameter-invalid",
                    "Parameter invalid",
                    text == null ? name + " is required." : name + " must be a lower-case UUID.");
        }
        return UUID.fromString(text);
    }
}
