package io.slipway.engines.mqtt;

/** Who a client of the broker is, as its certificate says. */
sealed interface Client {

    /** A device of a tenant; its MQTT client id must be {@code tenant/deviceId}. */
    record Device(String tenant, String deviceId) implements Client {

        String clientId() {
            return tenant + "/" + deviceId;
        }

        String topic(String name) {
            return "slipway/" + tenant + "/" + deviceId + "/" + name;
        }
    }

    /** The device-gateway; its client id is free, so that several instances can connect. */
    record Gateway() implements Client {}

    /** Nobody we know. */
    record Unknown(String reason) implements Client {}
}
