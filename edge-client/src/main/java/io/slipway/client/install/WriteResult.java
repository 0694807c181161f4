package io.slipway.client.install;

import io.slipway.client.report.Reason;

/** How the writing of an image ended. */
public sealed interface WriteResult {

    /** All of the image is in the slot and durable. */
    record Complete(long payloadBytes) implements WriteResult {}

    /** The observer wanted it to stop. */
    record Stopped(String why) implements WriteResult {}

    /** The delta cannot be used here; the full payload has to make the image from its beginning. */
    record DeltaUnusable(Reason reason, long payloadBytes) implements WriteResult {}

    /** The slot does not hold the image, and trying again would not help. */
    record Failed(Reason reason) implements WriteResult {}
}
