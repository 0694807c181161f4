package io.slipway.delta.versions;

import java.time.Instant;

import io.slipway.delta.generation.Image;

/**
 * What one release brought for one component.
 *
 * @param image its image; other releases may have it, too
 * @param publishedAt when the release was published
 * @param isWithdrawn whether the release was withdrawn
 * @param isKept whether the image can be made again: its full payload is ready, or it is cold
 */
public record Version(Image image, Instant publishedAt, boolean isWithdrawn, boolean isKept) {}
