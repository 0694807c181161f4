package io.slipway.standalone.board;

import io.slipway.client.slot.SlotName;

/** What the bootloader does with one start of the board. */
public sealed interface BootDecision {

    /**
     * The slot comes up.
     *
     * @param image title of what it holds
     * @param how committed, or the number of the attempt
     */
    record Boot(SlotName slot, String image, String how) implements BootDecision {}

    /** The slot does not come up; a watchdog starts the board again. */
    record Hang(SlotName slot, String why) implements BootDecision {}

    /** No start of this board will ever come up. */
    record Dead(String why) implements BootDecision {}
}
