package io.slipway.client.bootloader;

import java.io.IOException;

import io.slipway.client.slot.SlotName;

/** What the machine's ROM goes by when it chooses a copy of the bootloader, for example the field PARTITION_CONFIG of an eMMC. */
public interface BootloaderSelection {

    SlotName selected() throws IOException;

    /** Changes it as one; on the medium when this returns. */
    void select(SlotName copy) throws IOException;
}
