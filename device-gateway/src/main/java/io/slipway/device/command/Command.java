package io.slipway.device.command;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a device shall do about one deployment. */
public sealed interface Command {

    /** The deployment that it is about. */
    UUID deploymentId();

    /** When it was decided. */
    Instant issuedAt();

    /** The W3C trace context that it belongs to, which the device carries on in its reports. */
    Optional<String> traceparent();

    /** Install these components of a release. */
    record Install(
            UUID deploymentId,
            Instant issuedAt,
            Optional<String> traceparent,
            Release release,
            List<Component> components)
            implements Command {

        public Install {
            if (components.isEmpty()) {
                throw new IllegalArgumentException("components: expected at least one");
            }
            components = List.copyOf(components);
        }
    }

    /** Stop what is under way for the deployment, if it can still be stopped. */
    record Cancel(UUID deploymentId, Instant issuedAt, Optional<String> traceparent, String reason)
            implements Command {}

    /** A release by its id, and by the names that people use. */
    record Release(UUID id, String name, String version) {}

    /**
     * One component to install.
     *
     * @param target the TUF target path of the image
     * @param payload the TUF target path of the update payload
     */
    record Component(String name, String target, String payload) {}
}
