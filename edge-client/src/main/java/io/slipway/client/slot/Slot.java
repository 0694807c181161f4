package io.slipway.client.slot;

import java.io.IOException;

/** A place that holds a whole image. Reading is free; writing needs an {@link InactiveSlot}. */
public interface Slot {

    SlotName name();

    /** Where it is, for messages and to tell two slots apart. */
    String location();

    /** How many bytes an image in it may have at most. */
    long capacity() throws IOException;

    /** Opens the slot for reading. */
    SlotContent read() throws IOException;

    /** Opens the slot for reading what was written to it and forced; past the system's cache, where the slot can do that. */
    default SlotContent readBack() throws IOException {
        return read();
    }

    /**
     * Opens the slot for an image of {@code length} bytes; what lies in the first {@code length} bytes stays until it is overwritten.
     * Called by {@link InactiveSlot} alone, which exists only for a slot that does not run.
     */
    OpenSlot write(long length) throws IOException;
}
