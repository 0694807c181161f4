package io.slipway.payload.apply;

import java.io.EOFException;
import java.io.IOException;

import org.tukaani.xz.XZIOException;

import io.slipway.payload.index.PayloadFormat;
import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Refusal;
import io.slipway.payload.index.Sha256;
import io.slipway.payload.index.TargetRange;
import io.slipway.payload.script.Preamble;
import io.slipway.payload.script.ScriptDecoder;
import io.slipway.payload.script.UndecodableScriptException;
import io.slipway.payload.script.UnpackedSource;

/** Makes ranges of a delta payload: each blob is the script of its range. */
final class DeltaDecoder implements RangeDecoder {

    private final BlobReader blobs;
    private final UnpackedSource source;
    private final ScriptDecoder script;
    private byte[] blob = {};

    private DeltaDecoder(BlobReader blobs, UnpackedSource source, ScriptDecoder script) {
        this.blobs = blobs;
        this.source = source;
        this.script = script;
    }

    /** Reads the preamble, which says what is packed in the source. */
    static DeltaDecoder open(PayloadIndex index, PayloadSource payload, DeltaSource from, BlobReader blobs)
            throws IOException, PayloadRefusedException {
        byte[] packed;
        try (var in = payload.open(index.length())) {
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
            Preamble preamble =
                    Preamble.decode(packed, index.source().orElseThrow().length());
            UnpackedSource source = new UnpackedSource(preamble.pieces(), from.image()::read, from.scratch());
            return new DeltaDecoder(blobs, source, new ScriptDecoder(preamble, source, from.scratch()));
        } catch (UndecodableScriptException e) {
            throw new PayloadRefusedException(new Refusal.MalformedPreamble(String.valueOf(e.getMessage())));
        }
    }

    @Override
    public boolean decode(TargetRange range, byte[] target) throws IOException, PayloadRefusedException {
        if (blob.length < range.blobLength()) {
            blob = new byte[Math.min(2 * range.blobLength(), PayloadFormat.MAX_BLOB_LENGTH)];
        }
        blobs.read(range, blob);
        try {
            if (range.startsGroup()) {
                script.startGroup();
            }
            return script.decode(blob, range.blobLength(), range.unpackedLength(), target, range.length());
        } catch (UndecodableScriptException | XZIOException | EOFException e) {
            throw new PayloadRefusedException(
                    new Refusal.UndecodableBlob(range.number(), String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void close() throws IOException {
        try (source;
                script) {
            blob = new byte[0];
        }
    }
}
