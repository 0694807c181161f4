package io.slipway.delta.versions.kafka;

import org.jspecify.annotations.Nullable;

import io.slipway.delta.EventIntake;
import io.slipway.payload.index.Sha256;

import static io.slipway.delta.EventIntake.required;

/** As much of the event of that name as this service reads. */
record PayloadWanted(@Nullable String tenant, @Nullable String payloadSha256) implements EventIntake.OfTenant {

    /** Which payload it is. */
    record Meaning(String tenant, Sha256 payload) {

        String key() {
            return tenant + "/" + payload;
        }
    }

    Meaning meaning() {
        return new Meaning(required("tenant", tenant), new Sha256(required("payloadSha256", payloadSha256)));
    }
}
