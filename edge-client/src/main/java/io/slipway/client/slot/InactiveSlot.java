package io.slipway.client.slot;

import java.io.IOException;

/** The right to write to a slot: exists only for the slot opposite to the one that runs. */
public final class InactiveSlot {

    private final Slot slot;

    InactiveSlot(Slot slot) {
        this.slot = slot;
    }

    public SlotName name() {
        return slot.name();
    }

    /** See {@link Slot#capacity}. */
    public long capacity() throws IOException {
        return slot.capacity();
    }

    /** See {@link Slot#readBack}. */
    public SlotContent read() throws IOException {
        return slot.readBack();
    }

    /** See {@link Slot#write}. */
    public OpenSlot write(long length) throws IOException {
        return slot.write(length);
    }
}
