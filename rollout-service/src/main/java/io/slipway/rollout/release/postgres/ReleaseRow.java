package io.slipway.rollout.release.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

import io.slipway.rollout.fleet.ComponentName;
import io.slipway.rollout.fleet.DeviceType;
import io.slipway.rollout.fleet.Tenant;
import io.slipway.rollout.fleet.Version;
import io.slipway.rollout.release.Release;
import io.slipway.rollout.release.ReleaseComponent;
import io.slipway.rollout.release.ReleaseId;
import io.slipway.rollout.release.Sha256;

/** A row of the table {@code release}, its components joined with {@code signed_payload}. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record ReleaseRow(
        String tenant,
        UUID releaseId,
        String name,
        String version,
        Set<String> deviceTypes,
        List<Component> components,
        Instant publishedAt,
        @Nullable Instant withdrawnAt,
        @Nullable String withdrawalReason) {

    /** An element of the column {@code components}; the payload is never stored there, but joined. */
    record Component(
            String name,
            String target,
            String sha256,
            long length,
            @Nullable String payload) {}

    static ReleaseRow of(Release release) {
        return new ReleaseRow(
                release.tenant().value(),
                release.id().value(),
                release.name(),
                release.version().value(),
                release.deviceTypes().stream().map(DeviceType::value).collect(Collectors.toSet()),
                release.components().stream()
                        .map(c -> new Component(
                                c.name().value(), c.target(), c.image().hex(), c.length(), null))
                        .toList(),
                release.publishedAt(),
                release.withdrawal().map(Release.Withdrawal::at).orElse(null),
                release.withdrawal().map(Release.Withdrawal::reason).orElse(null));
    }

    Release release() {
        return new Release(
                new Tenant(tenant),
                new ReleaseId(releaseId),
                name,
                new Version(version),
                deviceTypes.stream().map(DeviceType::new).collect(Collectors.toSet()),
                components.stream()
                        .map(c -> new ReleaseComponent(
                                new ComponentName(c.name()),
                                c.target(),
                                new Sha256(c.sha256()),
                                c.length(),
                                Optional.ofNullable(c.payload())))
                        .toList(),
                publishedAt,
                Optional.ofNullable(withdrawnAt)
                        .map(at -> new Release.Withdrawal(at, withdrawalReason == null ? "" : withdrawalReason)));
    }
}
