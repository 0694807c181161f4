package io.slipway.client.hook;

import java.util.Locale;

/** A part of an update that hooks run before or after. */
public enum Phase {
    /** All of it, on the device. Before: signed metadata grants it and local consent is given. After: it has ended, however it did. */
    UPDATE,
    /** Fetching the payload and writing the slot. */
    DOWNLOAD,
    /** Reading the slot back. */
    VERIFY,
    /** Telling the bootloader. */
    ARM,
    /** The way into the other system. After: it runs. */
    REBOOT,
    /** Examining the new system. */
    TRIAL,
    /** Making it the one that boots. */
    COMMIT,
    /** Going back. Cannot be refused. */
    FALL_BACK;

    String before() {
        return "before-" + text();
    }

    String after() {
        return "after-" + text();
    }

    private String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
