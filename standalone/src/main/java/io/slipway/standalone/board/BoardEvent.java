package io.slipway.standalone.board;

import java.util.Locale;

/**
 * Something that happened to a board, for one line of its console.
 *
 * @param detail key=value pairs, perhaps none
 */
public record BoardEvent(Kind kind, String detail) {

    /** What can happen. */
    public enum Kind {
        /** A slot comes up and the client starts in it. */
        BOOT,
        /** A slot did not come up. */
        HANG,
        /** The client asked for a reboot. */
        REBOOT,
        /** The client ended without having been asked to; the watchdog resets the board. */
        RESET,
        /** The power was cut under the running client. */
        POWER_CUT,
        /** The board was switched off. */
        OFF,
        /** Nothing on the board comes up any more. */
        DEAD
    }

    @Override
    public String toString() {
        String word = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return detail.isEmpty() ? word : word + " " + detail;
    }
}
