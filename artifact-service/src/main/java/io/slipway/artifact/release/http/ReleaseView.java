package io.slipway.artifact.release.http;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.slipway.artifact.release.Component;
import io.slipway.artifact.release.Release;
import io.slipway.artifact.release.ReleaseContent;
import io.slipway.metadata.target.ImageTarget;

/**
 * A release as clients see it.
 *
 * @param id the release
 * @param name of the release
 * @param version of the release
 * @param state {@code draft}, {@code signed}, {@code published} or {@code withdrawn}
 * @param deviceTypes it is for
 * @param components of it
 * @param createdAt when it was drafted
 * @param publishedAt since when devices can install it; while it is published
 * @param withdrawnAt when it was taken back
 * @param reason why it was taken back
 */
@Schema(name = "Release")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReleaseView(
        UUID id,
        String name,
        String version,
        State state,
        List<String> deviceTypes,
        List<ComponentView> components,
        Instant createdAt,
        @Nullable Instant publishedAt,
        @Nullable Instant withdrawnAt,
        @Nullable String reason) {

    static ReleaseView of(Release release) {
        return switch (release) {
            case Release.Draft draft -> of(draft, State.draft, null, null, null);
            case Release.Signed signed -> of(signed, State.signed, null, null, null);
            case Release.Published published -> of(published, State.published, published.publishedAt(), null, null);
            case Release.Withdrawn withdrawn ->
                of(withdrawn, State.withdrawn, null, withdrawn.withdrawnAt(), withdrawn.reason());
        };
    }

    private static ReleaseView of(
            Release release,
            State state,
            @Nullable Instant publishedAt,
            @Nullable Instant withdrawnAt,
            @Nullable String reason) {
        ReleaseContent content = release.content();
        return new ReleaseView(
                content.id(),
                content.name(),
                content.version(),
                state,
                content.deviceTypes(),
                content.components().stream()
                        .map(c -> ComponentView.of(content, c))
                        .toList(),
                release.createdAt(),
                publishedAt,
                withdrawnAt,
                reason);
    }

    /** Where the release is in its life. */
    @Schema(name = "ReleaseState")
    public enum State {
        draft,
        signed,
        published,
        withdrawn
    }

    /**
     * A component as clients see it.
     *
     * @param name of the component
     * @param target path in signed targets metadata
     * @param artifactSha256 digest of the artifact
     * @param length of the artifact in bytes
     * @param format of the artifact
     */
    @Schema(name = "ReleaseComponent")
    public record ComponentView(String name, String target, String artifactSha256, long length, String format) {

        private static ComponentView of(ReleaseContent content, Component component) {
            return new ComponentView(
                    component.name(),
                    ImageTarget.pathOf(content.name(), content.version(), component.name())
                            .value(),
                    component.content().sha256().hex(),
                    component.content().length(),
                    component.format());
        }
    }
}
