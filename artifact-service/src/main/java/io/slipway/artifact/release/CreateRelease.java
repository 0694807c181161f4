package io.slipway.artifact.release;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import io.slipway.artifact.publication.Artifacts;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.target.Content;

/** Drafts a release of published artifacts. */
public final class CreateRelease {

    private final Artifacts artifacts;
    private final Releases releases;
    private final Clock clock;

    public CreateRelease(Artifacts artifacts, Releases releases, Clock clock) {
        this.artifacts = artifacts;
        this.releases = releases;
        this.clock = clock;
    }

    /**
     * Adds the draft.
     *
     * @throws ReleaseRefusedException if the wish is malformed, an artifact is not there, or name and version are taken
     */
    public Release.Draft create(Tenant tenant, NewRelease wish) {
        List<Component> components =
                wish.components().stream().map(c -> component(tenant, c)).toList();
        Release.Draft draft = new Release.Draft(
                content(tenant, wish, components), clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (!releases.add(draft)) {
            throw new ReleaseRefusedException(new ReleaseRefusal.Duplicate(wish.name(), wish.version()));
        }
        return draft;
    }

    private Component component(Tenant tenant, NewRelease.NewComponent wish) {
        long length = artifacts
                .find(tenant, wish.artifact())
                .orElseThrow(() ->
                        new ReleaseRefusedException(new ReleaseRefusal.UnknownArtifact(wish.name(), wish.artifact())))
                .length();
        try {
            return new Component(wish.name(), new Content(length, wish.artifact()), wish.format());
        } catch (IllegalArgumentException e) {
            throw malformed(e);
        }
    }

    private static ReleaseContent content(Tenant tenant, NewRelease wish, List<Component> components) {
        try {
            return new ReleaseContent(
                    UUID.randomUUID(), tenant, wish.name(), wish.version(), wish.deviceTypes(), components);
        } catch (IllegalArgumentException e) {
            throw malformed(e);
        }
    }

    private static ReleaseRefusedException malformed(IllegalArgumentException e) {
        return new ReleaseRefusedException(new ReleaseRefusal.Malformed(String.valueOf(e.getMessage())));
    }
}
