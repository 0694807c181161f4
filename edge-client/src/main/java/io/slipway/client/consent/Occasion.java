package io.slipway.client.consent;

/** What a local program is asked for. */
public enum Occasion {
    /** May the update be downloaded and written into the inactive slot? */
    INSTALL,
    /** May the device reboot into what is written? */
    REBOOT
}
