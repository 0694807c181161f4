package io.slipway.client.component;

import java.nio.file.Path;
import java.util.UUID;

import io.slipway.metadata.target.Content;

/**
 * A new version of a component whose image lies on the device, read back and found right.
 *
 * @param component its name in releases
 * @param image the file; not to be changed
 * @param content length and digest of the image, signed offline
 * @param releaseName of the release that it belongs to
 * @param releaseVersion likewise
 */
public record StagedComponent(
        String component, Path image, Content content, UUID deploymentId, String releaseName, String releaseVersion) {}
