package io.slipway.client.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Something that the device tells the server. The sequence number is given by the {@link ReportQueue}. */
public sealed interface Report {

    Instant occurredAt();

    /**
     * About one deployment.
     *
     * @param bytesDownloaded payload bytes that it took so far
     */
    record DeploymentReport(
            UUID deploymentId, TraceContext trace, DeploymentState state, long bytesDownloaded, Instant occurredAt)
            implements Report {}

    /**
     * What the device is and runs.
     *
     * @param attributes free facts from the configuration
     */
    record StatusReport(
            String deviceType,
            String clientVersion,
            String bootedSlot,
            List<InstalledComponent> installed,
            Map<String, String> attributes,
            Instant occurredAt)
            implements Report {

        public StatusReport {
            installed = List.copyOf(installed);
            attributes = Map.copyOf(attributes);
        }
    }

    /**
     * An image that runs.
     *
     * @param component for example {@code rootfs}
     * @param name of the release
     * @param version of the release
     * @param sha256 digest of the image, 64 hexadecimal digits
     */
    record InstalledComponent(String component, String name, String version, String sha256) {}
}
