package io.slipway.delta.generation;

import java.util.Set;
import java.util.UUID;

/**
 * A component of a release to which deltas may lead.
 *
 * @param tenant whose it is
 * @param releaseId the release
 * @param component the component's name
 * @param deviceTypes the types that the release is made for; empty if they are not known, then every device counts
 */
public record DeltaTarget(String tenant, UUID releaseId, String component, Set<String> deviceTypes) {

    /** Copies the types. */
    public DeltaTarget {
        deviceTypes = Set.copyOf(deviceTypes);
    }
}
