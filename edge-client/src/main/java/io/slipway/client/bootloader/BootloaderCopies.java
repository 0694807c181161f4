package io.slipway.client.bootloader;

import java.io.IOException;

import io.slipway.client.slot.SlotName;

/** The two copies of the bootloader itself, of which the machine's ROM starts one. */
public interface BootloaderCopies {

    /** The copy that the ROM starts. */
    SlotName active() throws IOException;

    /** Bytes that an image may have. */
    long capacity(SlotName copy) throws IOException;

    /** Exactly {@code length} bytes of a copy. */
    byte[] read(SlotName copy, long offset, int length) throws IOException;

    /** Writes into a copy that is not active; on the medium when this returns. */
    void write(SlotName copy, long offset, byte[] bytes) throws IOException;

    /** Makes the ROM start {@code copy} from now on, as one; on the medium when this returns. */
    void activate(SlotName copy) throws IOException;
}
