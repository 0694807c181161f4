package io.slipway.rollout.release.http;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.slipway.rollout.fleet.DeviceType;
import io.slipway.rollout.release.Release;

/** A release in an answer. */
@Schema(
        name = "Release",
        requiredProperties = {"id", "name", "version", "deviceTypes", "payloadsReady", "components", "publishedAt"})
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReleaseView(
        UUID id,
        String name,
        String version,
        List<String> deviceTypes,

        @Schema(description = "Whether every component has a signed full payload, so that it can be rolled out.")
        boolean payloadsReady,

        List<Component> components,
        Instant publishedAt,
        @Nullable Instant withdrawnAt,
        @Nullable String withdrawalReason) {

    /** One image of the release. */
    @Schema(
            name = "ReleaseComponent",
            requiredProperties = {"name", "target", "sha256", "length", "payloadReady"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Component(
            String name,
            String target,
            String sha256,
            long length,
            boolean payloadReady,
            @Nullable String payload) {}

    static ReleaseView of(Release release) {
        return new ReleaseView(
                release.id().value(),
                release.name(),
                release.version().value(),
                release.deviceTypes().stream().map(DeviceType::value).sorted().toList(),
                release.payloadsReady(),
                release.components().stream()
                        .map(c -> new Component(
                                c.name().value(),
                                c.target(),
                                c.image().hex(),
                                c.length(),
                                c.payload().isPresent(),
                                c.payload().orElse(null)))
                        .toList(),
                release.publishedAt(),
                release.withdrawal().map(Release.Withdrawal::at).orElse(null),
                release.withdrawal().map(Release.Withdrawal::reason).orElse(null));
    }
}
