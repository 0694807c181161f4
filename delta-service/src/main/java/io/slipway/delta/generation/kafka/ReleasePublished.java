package io.slipway.delta.generation.kafka;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.slipway.delta.EventIntake;
import io.slipway.delta.generation.Image;
import io.slipway.delta.generation.PublishedRelease;
import io.slipway.delta.generation.PublishedRelease.Part;
import io.slipway.payload.index.Sha256;

import static io.slipway.delta.EventIntake.required;

/** As much of the event {@code ReleasePublished} as this service reads; any part may be missing until {@link #release} has looked. */
record ReleasePublished(
        @Nullable String tenant,
        @Nullable UUID releaseId,
        @Nullable String name,
        @Nullable Set<String> deviceTypes,
        @Nullable List<@Nullable Component> components,
        @Nullable Instant publishedAt)
        implements EventIntake.OfTenant {

    record Component(@Nullable String name, @Nullable Artifact artifact) {}

    record Artifact(@Nullable String sha256, long length) {}

    /**
     * What it says, in the domain's terms.
     *
     * @throws IllegalArgumentException if something is missing or malformed, with what it is
     */
    PublishedRelease release() {
        String ownTenant = required("tenant", tenant);
        List<@Nullable Component> all = required("components", components);
        return new PublishedRelease(
                ownTenant,
                required("releaseId", releaseId),
                required("name", name),
                required("deviceTypes", deviceTypes),
                all.stream().map(c -> part(ownTenant, c)).toList(),
                required("publishedAt", publishedAt));
    }

    private static Part part(String tenant, @Nullable Component component) {
        Component own = required("component", component);
        Artifact artifact = required("artifact", own.artifact());
        Sha256 sha256 = new Sha256(required("artifact.sha256", artifact.sha256()));
        return new Part(required("component.name", own.name()), new Image(tenant, sha256, artifact.length()));
    }
}
