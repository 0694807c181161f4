package io.slipway.rollout.release;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.slipway.rollout.fleet.Tenant;

/** Where the releases are kept. Calls inside one transaction of the caller join it; each may be repeated. */
public interface Releases {

    /** Keeps a release; one that is known already stays as it is. */
    CompletionStage<Void> publish(Release release);

    /** Marks a release as withdrawn; the first withdrawal counts, an unknown release is left alone. */
    CompletionStage<Void> withdraw(Tenant tenant, ReleaseId id, Release.Withdrawal withdrawal);

    /** Keeps that an image has a payload, whether or not a release with that image is known yet. */
    CompletionStage<Void> keep(SignedPayload payload);

    /** One release. */
    CompletionStage<Optional<Release>> find(Tenant tenant, ReleaseId id);

    /** Those of these releases that are known, with one statement. */
    CompletionStage<Map<ReleaseId, Release>> find(Tenant tenant, Collection<ReleaseId> ids);

    /** The releases of a tenant, newest first. */
    CompletionStage<List<Release>> list(Tenant tenant, int limit);
}
