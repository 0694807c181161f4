package io.slipway.client.trust;

import io.slipway.client.report.Reason;
import io.slipway.metadata.target.Content;

/** What signed metadata says to a command. */
public sealed interface Authorization {

    /**
     * The image may be installed, from this payload.
     *
     * @param image length and digest that the slot must have, signed offline
     * @param payload length and digest of the whole payload
     * @param index length and digest of the payload's index
     */
    record Granted(Content image, Content payload, Content index) implements Authorization {}

    /** Nothing may be written. */
    record Refused(Reason reason) implements Authorization {}
}
