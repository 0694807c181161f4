package io.slipway.client.update;

import java.util.UUID;

import io.slipway.client.report.TraceContext;

/**
 * What remains of a deployment after its end.
 *
 * @param bytesDownloaded payload bytes that it took
 */
public record Ending(UUID deploymentId, TraceContext trace, long bytesDownloaded) {}
