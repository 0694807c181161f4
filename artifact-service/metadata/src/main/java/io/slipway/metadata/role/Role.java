package io.slipway.metadata.role;

import java.time.Instant;

import io.slipway.metadata.canonical.JsonObject;

/** What one metadata file says, without its signatures: the object under {@code signed} (TUF 1.0 section 4.2). */
public sealed interface Role permits Root, Targets, Snapshot, Timestamp {

    /** Rises with every change; at least 1. */
    long version();

    /** The instant, in whole seconds, from which on it is no longer trusted. */
    Instant expires();

    /** The object that is signed. */
    JsonObject toJson();
}
