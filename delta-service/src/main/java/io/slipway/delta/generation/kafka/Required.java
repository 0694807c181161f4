package io.slipway.delta.generation.kafka;

import org.jspecify.annotations.Nullable;

/** Looks whether an event has what it must have. */
final class Required {

    private Required() {}

    static <T> T of(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }
}
