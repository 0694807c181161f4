package io.slipway.payload.apply;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

import io.slipway.payload.index.IndexReference;
import io.slipway.payload.index.PayloadFormat;
import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Sha256;

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

    /**
     * What a payload's index is by its own account: enough for tools that look at a payload or apply one that they trust, and no proof of anything.
     *
     * @throws PayloadRefusedException if the payload does not begin as one, or is cut short
     * @throws IOException if the source fails
     */
    public static IndexReference unproven(PayloadSource source) throws IOException, PayloadRefusedException {
        try (InputStream in = source.open(0)) {
            byte[] header = in.readNBytes(PayloadFormat.HEADER_LENGTH);
            long length = PayloadIndex.lengthByHeader(header);
            PayloadIndex.checkLimits(new IndexReference(length, Sha256.ofContent(header)));
            MessageDigest digest = Sha256.newDigest();
            digest.update(header);
            digest.update(in.readNBytes((int) length - header.length));
            return new IndexReference(length, Sha256.of(digest.digest()));
        }
    }
}
