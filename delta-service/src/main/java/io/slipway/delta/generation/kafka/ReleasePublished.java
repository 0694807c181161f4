package io.slipway.delta.generation.kafka;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.slipway.delta.generation.Image;
import io.slipway.delta.generation.WantedPath;
import io.slipway.payload.index.Sha256;

/** As much of the event {@code ReleasePublished} as this service reads; any part may be missing until {@link #wanted} has looked. */
record ReleasePublished(
        @Nullable String tenant,
        @Nullable UUID releaseId,
        @Nullable List<@Nullable Component> components) {

    /** Most components that a release may have. */
    static final int MOST_COMPONENTS = 256;

    record Component(@Nullable String name, @Nullable Artifact artifact) {}

    record Artifact(@Nullable String sha256, long length) {}

    /**
     * What the release wants.
     *
     * @throws IllegalArgumentException if something is missing or malformed, with what it is
     */
    List<WantedPath> wanted() {
        String ownTenant = Required.of("tenant", tenant);
        UUID ownRelease = Required.of("releaseId", releaseId);
        List<@Nullable Component> all = Required.of("components", components);
        if (all.isEmpty() || all.size() > MOST_COMPONENTS) {
            throw new IllegalArgumentException(
                    "a release has 1 to " + MOST_COMPONENTS + " components, not " + all.size());
        }
        return all.stream().map(c -> wanted(ownTenant, ownRelease, c)).toList();
    }

    private static WantedPath wanted(String tenant, UUID releaseId, @Nullable Component component) {
        Component own = Required.of("component", component);
        Artifact artifact = Required.of("artifact", own.artifact());
        Sha256 sha256 = new Sha256(Required.of("artifact.sha256", artifact.sha256()));
        return new WantedPath(
                releaseId, Required.of("component.name", own.name()), new Image(tenant, sha256, artifact.length()));
    }
}
