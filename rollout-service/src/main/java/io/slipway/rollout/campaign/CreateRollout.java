package io.slipway.rollout.campaign;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.slipway.rollout.deployment.Reason;
import io.slipway.rollout.deployment.RolloutId;
import io.slipway.rollout.deployment.RolloutKey;
import io.slipway.rollout.fleet.Tenant;
import io.slipway.rollout.release.Release;
import io.slipway.rollout.release.Releases;

/** Creates a rollout of a known release: ready if its payloads are signed, else a draft that becomes ready by itself. */
public final class CreateRollout {

    private final Campaigns campaigns;
    private final Releases releases;
    private final Supplier<UUID> ids;
    private final Clock clock;

    public CreateRollout(Campaigns campaigns, Releases releases, Supplier<UUID> ids, Clock clock) {
        this.campaigns = campaigns;
        this.releases = releases;
        this.ids = ids;
        this.clock = clock;
    }

    /** What came of it. */
    public sealed interface Outcome {

        /** There it is. */
        record Created(Rollout rollout) implements Outcome {}

        /** The release cannot be rolled out. */
        record Refused(Reason reason) implements Outcome {}
    }

    /** Creates one. */
    public CompletionStage<Outcome> create(Tenant tenant, RolloutPlan plan) {
        return releases.find(tenant, plan.release()).thenCompose(release -> create(tenant, plan, release));
    }

    private CompletionStage<Outcome> create(Tenant tenant, RolloutPlan plan, Optional<Release> found) {
        if (found.isEmpty()) {
            return refused(Refusals.RELEASE_UNKNOWN, "There is no release " + plan.release() + ".");
        }
        Release release = found.get();
        if (release.withdrawal().isPresent()) {
            return refused(
                    Refusals.RELEASE_WITHDRAWN,
                    "The release was withdrawn: " + release.withdrawal().get().reason());
        }
        Instant now = clock.instant();
        Rollout rollout = new Rollout(
                new RolloutKey(tenant, new RolloutId(ids.get())),
                plan,
                release.payloadsReady() ? new RolloutState.Ready() : new RolloutState.Draft(),
                Optional.empty(),
                now,
                Optional.empty(),
                now);
        return campaigns.add(rollout).thenApply(added -> new Outcome.Created(rollout));
    }

    private static CompletionStage<Outcome> refused(String code, String detail) {
        return CompletableFuture.completedFuture(new Outcome.Refused(new Reason(code, detail)));
    }
}
