package io.slipway.delta.catalogue;

import java.time.Instant;
import java.util.UUID;

import io.slipway.delta.generation.Way;

/**
 * A way to bring a component of a release to devices.
 *
 * @param id names the path
 * @param releaseId the release
 * @param component the component
 * @param way where the path begins, and the image at its end
 * @param state how far it is
 * @param requestedAt when the release asked for it
 * @param changedAt when its state or that of the work behind it last changed
 */
public record UpdatePath(
        UUID id, UUID releaseId, String component, Way way, PathState state, Instant requestedAt, Instant changedAt) {}
