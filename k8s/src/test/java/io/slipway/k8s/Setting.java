package io.slipway.k8s;

import java.util.Locale;

/**
 * One configuration property that a service reads.
 *
 * @param property its name, for example {@code slipway.device.ca.directory}
 * @param required whether the service does not start without it
 */
record Setting(String property, boolean required) {

    /** Returns the environment variable that sets it, by the rule of MicroProfile Config. */
    String variable() {
        return variableOf(property);
    }

    static String variableOf(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
