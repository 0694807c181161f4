package io.slipway.client.trust;

import java.util.List;
import java.util.Optional;

import io.slipway.client.report.Reason;
import io.slipway.metadata.target.Content;

/** What signed metadata says to a command. */
public sealed interface Authorization {

    /**
     * All that the command names may be installed.
     *
     * @param images one for each component, in the order of the command
     */
    record Granted(List<GrantedImage> images) implements Authorization {

        public Granted {
            images = List.copyOf(images);
        }
    }

    /**
     * An image and the payloads that it may be made from.
     *
     * @param component for example {@code rootfs}
     * @param image length and digest of the image, signed offline
     * @param full the full payload, which every device can use
     * @param delta the payload that makes the image from the one that runs, if there is one
     */
    record GrantedImage(String component, Content image, SignedPayload full, Optional<SignedPayload> delta) {

        /** The payload to be used: the delta, if there is one. */
        public SignedPayload payload() {
            return delta.orElse(full);
        }

        /** The same without the delta. */
        public GrantedImage withoutDelta() {
            return new GrantedImage(component, image, full, Optional.empty());
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
