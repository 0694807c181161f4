package io.slipway.rollout.release.kafka;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.slipway.rollout.EventIntake;
import io.slipway.rollout.fleet.Tenant;
import io.slipway.rollout.release.Sha256;
import io.slipway.rollout.release.SignedPayload;

import static io.slipway.rollout.EventIntake.required;

/** The event of that name in {@code docs/contracts}, as far as it matters here. */
record PayloadSigned(
        @Nullable String tenant,
        @Nullable String payloadName,
        @Nullable String kind,
        @Nullable Image image,
        @Nullable Instant signedAt)
        implements EventIntake.OfTenant {

    /** The image that the payload makes. */
    record Image(@Nullable String sha256) {}

    /** The payload, if every device can use it: a delta serves only devices that run its source, so it makes no release ready. */
    Optional<SignedPayload> payloadForAll() {
        if (!required("kind", kind).equals("full")) {
            return Optional.empty();
        }
        return Optional.of(new SignedPayload(
                new Tenant(required("tenant", tenant)),
                new Sha256(required("image.sha256", required("image", image).sha256())),
                required("payloadName", payloadName),
                required("signedAt", signedAt)));
    }
}
