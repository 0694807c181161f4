package io.slipway.client.media;

import java.time.Instant;

import io.slipway.client.link.Command.Release;

/**
 * How the installation of a bundle ended, for whoever reads the medium.
 *
 * @param report the report as it would go to the server
 */
public record MediaResult(
        String bundleId,
        String deviceId,
        String deviceType,
        Release release,
        Instant startedAt,
        Instant endedAt,
        String report) {}
