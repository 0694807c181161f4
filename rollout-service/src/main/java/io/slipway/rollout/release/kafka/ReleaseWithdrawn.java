package io.slipway.rollout.release.kafka;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.slipway.rollout.EventIntake;
import io.slipway.rollout.fleet.Tenant;
import io.slipway.rollout.release.Release;
import io.slipway.rollout.release.ReleaseId;

import static io.slipway.rollout.EventIntake.required;

/** The event of that name in {@code docs/contracts}. */
record ReleaseWithdrawn(
        @Nullable String tenant,
        @Nullable UUID releaseId,
        @Nullable String reason,
        @Nullable Instant withdrawnAt) implements EventIntake.OfTenant {

    /** What it says, in the domain's terms. */
    record Meaning(Tenant tenant, ReleaseId id, Release.Withdrawal withdrawal) {}

    Meaning meaning() {
        return new Meaning(
                new Tenant(required("tenant", tenant)),
                new ReleaseId(required("releaseId", releaseId)),
                new Release.Withdrawal(required("withdrawnAt", withdrawnAt), required("reason", reason)));
    }
}
