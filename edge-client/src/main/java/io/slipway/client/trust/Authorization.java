package io.slipway.client.trust;

import java.util.Optional;

import io.slipway.client.report.Reason;
import io.slipway.metadata.target.Content;

/** What signed metadata says to a command. */
public sealed interface Authorization {

    /**
     * The image may be installed, from these payloads.
     *
     * @param image length and digest that the slot must have, signed offline
     * @param full the full payload, which every device can use
     * @param delta the payload that makes the image from the one that runs, if there is one
     */
    record Granted(Content image, SignedPayload full, Optional<SignedPayload> delta) implements Authorization {

        /** The payload to be used: the delta, if there is one. */
        public SignedPayload payload() {
            return delta.orElse(full);
        }

        /** The same without the delta. */
        public Granted withoutDelta() {
            return new Granted(image, full, Optional.empty());
        }
    }

    /**
     * A payload.
     *
     * @param content length and digest of the whole payload
     * @param index length and digest of its index
     */
    record SignedPayload(Content content, Content index) {}

    /** Nothing may be written. */
    record Refused(Reason reason) implements Authorization {}
}
