package io.slipway.rollout.fleet;

/**
 * Names one device within its tenant.
 *
 * @param value {@code [A-Za-z0-9][A-Za-z0-9._-]{0,63}}
 */
public record DeviceId(String value) implements Comparable<DeviceId> {

    public DeviceId {
        Identifiers.require("deviceId", value, Identifiers.NAME);
    }

    @Override
    public int compareTo(DeviceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
