package io.slipway.client.slot.luks;

import java.io.IOException;

import io.slipway.client.slot.device.BlockDevice;

/** Opens and closes LUKS volumes. */
public interface LuksMappings {

    /**
     * Makes the mapping {@code name} of {@code volume}.
     *
     * @throws IOException with a sentence that has nothing of the key
     */
    void open(BlockDevice volume, String name) throws IOException;

    /** Removes the mapping {@code name}. */
    void close(String name) throws IOException;

    /**
     * Tries the key on {@code volume} without making a mapping.
     *
     * @throws IOException with a sentence if the key does not fit
     */
    void tryKey(BlockDevice volume) throws IOException;
}
