package io.slipway.rollout.fleet;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a device said last about itself.
 *
 * @param sequence the number of the device's report; a report with a lower number is older
 * @param clientVersion the version of the update client
 * @param bootedSlot the slot that runs now
 * @param installed what runs, at most {@value #MAX_COMPONENTS} components
 * @param attributes free facts to filter by, at most {@value #MAX_ATTRIBUTES}
 */
public record Inventory(
        long sequence,
        String clientVersion,
        String bootedSlot,
        List<InstalledComponent> installed,
        Map<String, String> attributes) {

    /** Bounds what one device can make this service keep. */
    public static final int MAX_COMPONENTS = 64;

    /** Bounds what one device can make this service keep. */
    public static final int MAX_ATTRIBUTES = 128;

    public Inventory {
        installed = List.copyOf(installed);
        attributes = Map.copyOf(attributes);
        if (installed.size() > MAX_COMPONENTS) {
            throw new IllegalArgumentException(
                    "a device reports at most " + MAX_COMPONENTS + " components, not " + installed.size());
        }
        if (attributes.size() > MAX_ATTRIBUTES) {
            throw new IllegalArgumentException(
                    "a device reports at most " + MAX_ATTRIBUTES + " attributes, not " + attributes.size());
        }
    }

    /** The version of one component, if the device has it. */
    public Optional<Version> versionOf(ComponentName component) {
        return installed.stream()
                .filter(c -> c.component().equals(component))
                .map(InstalledComponent::version)
                .findFirst();
    }

    /** The same facts, but older than every report that may come. */
    Inventory beforeAnyReport() {
        return new Inventory(0, clientVersion, bootedSlot, installed, attributes);
    }
}
