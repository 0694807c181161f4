package io.slipway.client.slot.verity;

import java.io.IOException;

import io.slipway.client.slot.InactiveSlot;
import io.slipway.payload.index.Sha256;

/** What is done to an image that was written and read back, before its slot may be booted: {@link ProtectSlot} in one of its ways. May be repeated. */
@FunctionalInterface
public interface Protection {

    /** Nothing is. */
    Protection NONE = (_, _, _) -> {};

    /**
     * Protects the image.
     *
     * @param length bytes of the image
     * @param sha256 of the image
     * @throws VerityRefusedException if slot or image cannot be protected
     */
    void protect(InactiveSlot slot, long length, Sha256 sha256) throws IOException;
}
