package io.slipway.device.identity;

/** A device in all the world: its tenant and its id there. */
public record DeviceName(Tenant tenant, DeviceId id) {

    /** @throws IllegalArgumentException if either part is malformed */
    public static DeviceName of(String tenant, String deviceId) {
        return new DeviceName(new Tenant(tenant), new DeviceId(deviceId));
    }

    /**
     * Reads a Kafka key.
     *
     * @param key {@code <tenant>/<deviceId>}
     * @throws IllegalArgumentException if it is something else
     */
    public static DeviceName fromKey(String key) {
        int slash = key.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("key: expected <tenant>/<deviceId>");
        }
        return of(key.substring(0, slash), key.substring(slash + 1));
    }

    /** The Kafka key: {@code <tenant>/<deviceId>}. */
    public String key() {
        return tenant.name() + "/" + id.value();
    }

    @Override
    public String toString() {
        return key();
    }
}
