package io.slipway.payload.apply;

import java.io.IOException;
import java.io.InputStream;

import io.slipway.payload.index.IndexReference;
import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;

/** Reads the index at the beginning of a payload. */
public final class IndexReader {

    private IndexReader() {}

    /**
     * Reads and authenticates the index; blocks.
     *
     * @param reference length and digest from signed metadata; the length is checked against the limits before memory is taken
     * @throws PayloadRefusedException if the index is too long, cut short, not the expected one or not of this format
     * @throws IOException if the source fails; trying again may help
     */
    public static PayloadIndex read(PayloadSource source, IndexReference reference)
            throws IOException, PayloadRefusedException {
        PayloadIndex.checkLimits(reference);
        try (InputStream in = source.open(0)) {
            return PayloadIndex.authenticate(in.readNBytes((int) reference.length()), reference);
        }
    }
}
