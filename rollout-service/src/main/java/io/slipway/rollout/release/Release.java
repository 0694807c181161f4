package io.slipway.rollout.release;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.slipway.rollout.fleet.ComponentName;
import io.slipway.rollout.fleet.DeviceType;
import io.slipway.rollout.fleet.Tenant;
import io.slipway.rollout.fleet.Version;

/**
 * A release in signed targets metadata.
 *
 * @param name what the release is of, for example {@code debian}
 * @param deviceTypes the hardware it is made for, at least one
 * @param components its images, each for another part of the device, at least one
 * @param withdrawal why it must not be installed any more, if so
 */
public record Release(
        Tenant tenant,
        ReleaseId id,
        String name,
        Version version,
        Set<DeviceType> deviceTypes,
        List<ReleaseComponent> components,
        Instant publishedAt,
        Optional<Withdrawal> withdrawal) {

    /** The most components one release may have. */
    public static final int MAX_COMPONENTS = 64;

    /** The decision that a release must not be installed any more. */
    public record Withdrawal(Instant at, String reason) {}

    public Release {
        deviceTypes = Set.copyOf(deviceTypes);
        components = List.copyOf(components);
        if (deviceTypes.isEmpty()) {
            throw new IllegalArgumentException("release " + id + " names no device type");
        }
        if (components.isEmpty() || components.size() > MAX_COMPONENTS) {
            throw new IllegalArgumentException("release " + id + " has " + components.size()
                    + " components; between 1 and " + MAX_COMPONENTS + " are possible");
        }
        Set<ComponentName> names = new HashSet<>();
        for (ReleaseComponent component : components) {
            if (!names.add(component.name())) {
                throw new IllegalArgumentException(
                        "release " + id + " has the component " + component.name() + " twice");
            }
        }
    }

    /** Whether devices find a signed payload for every component. */
    public boolean payloadsReady() {
        return components.stream().allMatch(c -> c.payload().isPresent());
    }
}
