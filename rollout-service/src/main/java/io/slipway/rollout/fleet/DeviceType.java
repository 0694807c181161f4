package io.slipway.rollout.fleet;

/**
 * The kind of hardware a release is built for.
 *
 * @param value {@code [A-Za-z0-9][A-Za-z0-9._-]{0,63}}
 */
public record DeviceType(String value) implements Comparable<DeviceType> {

    public DeviceType {
        Identifiers.require("deviceType", value, Identifiers.NAME);
    }

    @Override
    public int compareTo(DeviceType other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
