package io.slipway.payload.apply;

import java.io.IOException;
import java.io.InputStream;

import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Refusal;
import io.slipway.payload.index.Sha256;
import io.slipway.payload.script.Preamble;
import io.slipway.payload.script.UndecodableScriptException;

/** Reads the preamble of a delta, which follows the index. */
public final class PreambleReader {

    private PreambleReader() {}

    /**
     * Reads, authenticates and decodes the preamble; blocks.
     *
     * @param index of a delta
     * @throws PayloadRefusedException if the preamble is cut short, not the one that the index names, or contradicts the format
     * @throws IOException if the source fails; trying again may help
     */
    public static Preamble read(PayloadIndex index, PayloadSource payload) throws IOException, PayloadRefusedException {
        byte[] packed;
        try (InputStream in = payload.open(index.length())) {
            packed = in.readNBytes(index.preambleLength());
        }
        if (packed.length < index.preambleLength()) {
            throw new PayloadRefusedException(
                    new Refusal.Truncated("the preamble", index.preambleLength(), packed.length));
        }
        Sha256 actual = Sha256.ofContent(packed);
        if (!actual.equals(index.preambleSha256())) {
            throw new PayloadRefusedException(new Refusal.PreambleDigestMismatch(index.preambleSha256(), actual));
        }
        try {
            return Preamble.decode(packed, index.source().orElseThrow().length(), index.targetLength());
        } catch (UndecodableScriptException e) {
            throw new PayloadRefusedException(new Refusal.MalformedPreamble(String.valueOf(e.getMessage())));
        }
    }
}
