package io.slipway.rollout.fleet;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Selects devices: every criterion that is given must hold. Without any, all enrolled devices match.
 *
 * @param type the device's type
 * @param ids the device is one of these; empty means any
 * @param installed the device runs this
 * @param attributes the device reports all of these with exactly these values
 */
public record DeviceFilter(
        Optional<DeviceType> type, Set<DeviceId> ids, Optional<Installed> installed, Map<String, String> attributes) {

    /** The longest list of ids that one filter may carry. */
    public static final int MAX_IDS = 10_000;

    /** The most attributes that one filter may name. */
    public static final int MAX_ATTRIBUTES = 16;

    /** The longest name of an attribute, and its longest value, that a filter may ask for. */
    public static final int MAX_ATTRIBUTE_LENGTH = 256;

    /** Matches every enrolled device. */
    public static final DeviceFilter ALL = new DeviceFilter(Optional.empty(), Set.of(), Optional.empty(), Map.of());

    /**
     * A version that runs on the device.
     *
     * @param component where it runs; empty means in any component
     */
    public record Installed(Optional<ComponentName> component, Version version) {}

    public DeviceFilter {
        ids = Set.copyOf(ids);
        attributes = Map.copyOf(attributes);
        if (ids.size() > MAX_IDS) {
            throw new IllegalArgumentException("a filter names at most " + MAX_IDS + " devices, not " + ids.size());
        }
        if (attributes.size() > MAX_ATTRIBUTES) {
            throw new IllegalArgumentException(
                    "a filter names at most " + MAX_ATTRIBUTES + " attributes, not " + attributes.size());
        }
        attributes.forEach((name, value) -> {
            requireReadable(name);
            requireReadable(value);
        });
    }

    private static void requireReadable(String text) {
        if (text.length() > MAX_ATTRIBUTE_LENGTH || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the name and the value of an attribute have at most "
                    + MAX_ATTRIBUTE_LENGTH + " characters each, and no control characters");
        }
    }

    /** Whether a rollout may update the device: it is enrolled and every criterion holds. */
    public boolean selects(Device device) {
        return device.membership() instanceof Membership.Enrolled && fits(device);
    }

    /** Whether every criterion holds. The SQL of the PostgreSQL adapter means the same. */
    public boolean fits(Device device) {
        return type.map(device.type()::equals).orElse(true)
                && (ids.isEmpty() || ids.contains(device.key().id()))
                && installed.map(wanted -> runs(device, wanted)).orElse(true)
                && hasAttributes(device);
    }

    private static boolean runs(Device device, Installed wanted) {
        return device.inventory().stream()
                .flatMap(inventory -> inventory.installed().stream())
                .anyMatch(c -> c.version().equals(wanted.version())
                        && wanted.component().map(c.component()::equals).orElse(true));
    }

    private boolean hasAttributes(Device device) {
        return attributes.isEmpty()
                || device.inventory()
                        .map(inventory -> inventory.attributes().entrySet().containsAll(attributes.entrySet()))
                        .orElse(false);
    }
}
