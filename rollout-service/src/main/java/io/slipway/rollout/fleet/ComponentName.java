package io.slipway.rollout.fleet;

/**
 * An updatable part of a device, for example {@code rootfs}.
 *
 * @param value {@code [A-Za-z0-9][A-Za-z0-9._+~-]{0,63}}
 */
public record ComponentName(String value) implements Comparable<ComponentName> {

    public ComponentName {
        Identifiers.require("component", value, Identifiers.LABEL);
    }

    @Override
    public int compareTo(ComponentName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
