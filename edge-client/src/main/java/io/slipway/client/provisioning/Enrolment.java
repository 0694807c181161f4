package io.slipway.client.provisioning;

import java.util.Optional;

/**
 * What the gateway answers to a successful enrolment.
 *
 * @param certificate PEM, the device's own first
 * @param mqtt address of the broker, empty where there is none
 */
public record Enrolment(String certificate, String mqtt) {

    /** The broker, if there is one. */
    public Optional<String> broker() {
        return mqtt.isEmpty() ? Optional.empty() : Optional.of(mqtt);
    }
}
