package io.slipway.standalone.demo;

import java.time.Duration;
import java.util.Optional;

/**
 * What happened on one device.
 *
 * @param before version that it ran
 * @param after version that it runs
 * @param state of its deployment
 * @param reason why, if it did not succeed
 * @param took from the command to the last report
 */
public record DeviceOutcome(
        String deviceId,
        String before,
        String after,
        String state,
        Optional<String> reason,
        long bytesDownloaded,
        Duration took) {}
