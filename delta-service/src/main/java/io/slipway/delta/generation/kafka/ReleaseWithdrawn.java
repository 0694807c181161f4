package io.slipway.delta.generation.kafka;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.slipway.delta.EventIntake;

import static io.slipway.delta.EventIntake.required;

/** As much of the event {@code ReleaseWithdrawn} as this service reads. */
record ReleaseWithdrawn(@Nullable String tenant, @Nullable UUID releaseId) implements EventIntake.OfTenant {

    /** Which release it is. */
    record Meaning(String tenant, UUID releaseId) {}

    Meaning meaning() {
        return new Meaning(required("tenant", tenant), required("releaseId", releaseId));
    }
}
