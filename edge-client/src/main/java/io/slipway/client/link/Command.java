package io.slipway.client.link;

import java.util.List;
import java.util.UUID;

import io.slipway.client.report.TraceContext;

/** What the server asks of this device. */
public sealed interface Command {

    UUID deploymentId();

    TraceContext trace();

    /**
     * Bring the device to a release.
     *
     * @param components at least one
     */
    record Install(UUID deploymentId, TraceContext trace, Release release, List<Component> components)
            implements Command {

        public Install {
            components = List.copyOf(components);
            if (components.isEmpty()) {
                throw new IllegalArgumentException("A command to install names at least one component");
            }
        }
    }

    /** Do not, if there is still time. */
    record Cancel(UUID deploymentId, TraceContext trace, String reason) implements Command {}

    /** The release that a command is about, for people and for comparison with signed metadata. */
    record Release(String id, String name, String version) {

        @Override
        public String toString() {
            return name + " " + version;
        }
    }

    /**
     * One image of a release and the payload to make it from.
     *
     * @param name for example {@code rootfs}
     * @param target path of the image in offline-signed metadata
     * @param payload path of the payload in online-signed metadata
     */
    record Component(String name, String target, String payload) {}
}
