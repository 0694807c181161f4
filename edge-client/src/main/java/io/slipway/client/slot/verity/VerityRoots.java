package io.slipway.client.slot.verity;

import java.io.IOException;

import io.slipway.client.slot.SlotName;

/** Hands the root of a slot's hash tree to what boots the slot. */
public interface VerityRoots {

    /**
     * Keeps the root of the inactive slot. What is kept for the other slot is not touched; when the call returns, the root is durable. May be repeated.
     *
     * @throws IOException if it could not be kept; the slot must not be booted then
     */
    void put(SlotName slot, VerityRoot root) throws IOException;
}
