package io.slipway.artifact.release;

import java.util.List;

import io.slipway.metadata.digest.Sha256;

/**
 * The wish for a release.
 *
 * @param name of the release
 * @param version of the release
 * @param deviceTypes it is for; copied
 * @param components of it; copied
 */
public record NewRelease(String name, String version, List<String> deviceTypes, List<NewComponent> components) {

    public NewRelease {
        deviceTypes = List.copyOf(deviceTypes);
        components = List.copyOf(components);
    }

    /**
     * The wish for a component.
     *
     * @param name unique within the release
     * @param artifact digest of a published artifact
     * @param format how the artifact is to be read
     */
    public record NewComponent(String name, Sha256 artifact, String format) {}
}
