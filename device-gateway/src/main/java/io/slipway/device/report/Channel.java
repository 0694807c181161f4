package io.slipway.device.report;

import java.util.Locale;

/** The way between the gateway and a device. */
public enum Channel {
    MQTT,
    HTTPS;

    /** The word in messages and metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
