package io.slipway.rollout.fleet;

/** A device and the tenant it belongs to; also the key of every Kafka record about it. */
public record DeviceKey(Tenant tenant, DeviceId id) {

    /** The key as it stands on Kafka: {@code {tenant}/{deviceId}}. */
    @Override
    public String toString() {
        return tenant + "/" + id;
    }
}
