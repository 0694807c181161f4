package io.slipway.artifact.release.http;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.slipway.artifact.release.Component;
import io.slipway.artifact.release.NewRelease;
import io.slipway.metadata.digest.Sha256;

/**
 * The wish for a release.
 *
 * @param name of the release
 * @param version of the release
 * @param deviceTypes it is for
 * @param components of it
 */
@Schema(name = "NewRelease")
public record ReleaseWish(
        @NotNull @Pattern(regexp = NAME) String name,
        @NotNull @Pattern(regexp = NAME) String version,
        @NotNull @Size(min = 1, max = 256) List<@NotNull @Pattern(regexp = DEVICE_TYPE) String> deviceTypes,
        @NotNull @Size(min = 1, max = 64) List<@NotNull @Valid ComponentWish> components) {

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._+~-]{0,63}";
    private static final String DEVICE_TYPE = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    NewRelease wish() {
        return new NewRelease(
                name,
                version,
                deviceTypes,
                components.stream().map(ComponentWish::wish).toList());
    }

    /**
     * The wish for a component.
     *
     * @param name unique within the release
     * @param artifactSha256 digest of a published artifact
     * @param format {@code raw}, which is also meant where it is missing
     */
    @Schema(name = "NewReleaseComponent")
    public record ComponentWish(
            @NotNull @Pattern(regexp = NAME) String name,
            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String artifactSha256,
            @Nullable String format) {

        private NewRelease.NewComponent wish() {
            return new NewRelease.NewComponent(
                    name, new Sha256(artifactSha256), format == null ? Component.RAW : format);
        }
    }
}
