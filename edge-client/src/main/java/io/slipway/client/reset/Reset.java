package io.slipway.client.reset;

import io.slipway.client.slot.SlotName;

/** A reset that was asked for, and how far it is. */
public sealed interface Reset {

    /** The data is to be wiped; the layers are empty already. */
    record WipeData() implements Reset {}

    /** The factory's images are to be written into the slots that do not run. */
    record WriteFactory() implements Reset {}

    /**
     * They are written, and are tried.
     *
     * @param target the slot that has them
     * @param attempts how often the trial was asked for
     */
    record TryFactory(SlotName target, int attempts) implements Reset {}

    /** They are committed; what is left of the system before is to go. */
    record Clean() implements Reset {}
}
