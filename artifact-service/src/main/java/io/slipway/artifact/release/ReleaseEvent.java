package io.slipway.artifact.release;

import java.time.Instant;

/** What other services hear of a release. */
public sealed interface ReleaseEvent {

    /** The release. */
    ReleaseContent content();

    /** When it happened. */
    Instant at();

    /** Devices can install the release. */
    record ReleasePublished(ReleaseContent content, Instant at) implements ReleaseEvent {}

    /** The release is taken back. */
    record ReleaseWithdrawn(ReleaseContent content, String reason, Instant at) implements ReleaseEvent {}
}
