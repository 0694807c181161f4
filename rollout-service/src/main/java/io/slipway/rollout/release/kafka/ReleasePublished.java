package io.slipway.rollout.release.kafka;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.slipway.rollout.EventIntake;
import io.slipway.rollout.fleet.ComponentName;
import io.slipway.rollout.fleet.DeviceType;
import io.slipway.rollout.fleet.Tenant;
import io.slipway.rollout.fleet.Version;
import io.slipway.rollout.release.Release;
import io.slipway.rollout.release.ReleaseComponent;
import io.slipway.rollout.release.ReleaseId;
import io.slipway.rollout.release.Sha256;

import static io.slipway.rollout.EventIntake.required;

/** The event of that name in {@code docs/contracts}. */
record ReleasePublished(
        @Nullable String tenant,
        @Nullable UUID releaseId,
        @Nullable String name,
        @Nullable String version,
        @Nullable Set<String> deviceTypes,
        @Nullable List<Component> components,
        @Nullable Instant publishedAt)
        implements EventIntake.OfTenant {

    /** An element of {@code components}. */
    record Component(
            @Nullable String name,
            @Nullable String target,
            @Nullable Artifact artifact) {

        ReleaseComponent component() {
            Artifact image = required("components.artifact", artifact);
            return new ReleaseComponent(
                    new ComponentName(required("components.name", name)),
                    required("components.target", target),
                    new Sha256(required("components.artifact.sha256", image.sha256())),
                    required("components.artifact.length", image.length()),
                    Optional.empty());
        }
    }

    /** The image of a component. */
    record Artifact(@Nullable String sha256, @Nullable Long length) {}

    Release release() {
        return new Release(
                new Tenant(required("tenant", tenant)),
                new ReleaseId(required("releaseId", releaseId)),
                required("name", name),
                new Version(required("version", version)),
                required("deviceTypes", deviceTypes).stream()
                        .map(DeviceType::new)
                        .collect(Collectors.toSet()),
                required("components", components).stream()
                        .map(Component::component)
                        .toList(),
                required("publishedAt", publishedAt),
                Optional.empty());
    }
}
