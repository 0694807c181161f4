package io.slipway.client.slot;

/** What a witness says of the running slot. */
public sealed interface Testimony {

    /**
     * This slot runs.
     *
     * @param how what that is concluded from
     */
    record Says(SlotName slot, String how) implements Testimony {}

    /** It knows nothing. */
    record Silent(String why) implements Testimony {}

    /** What it knows fits neither slot, or both. */
    record Refutes(String why) implements Testimony {}
}
