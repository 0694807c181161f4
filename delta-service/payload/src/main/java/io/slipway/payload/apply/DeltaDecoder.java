package io.slipway.payload.apply;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

import org.tukaani.xz.XZIOException;

import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Refusal;
import io.slipway.payload.index.TargetRange;
import io.slipway.payload.script.Preamble;
import io.slipway.payload.script.ScriptDecoder;
import io.slipway.payload.script.SourceBytes;
import io.slipway.payload.script.UndecodableScriptException;

/** Makes ranges of a delta payload: each blob is the script of its range. */
final class DeltaDecoder implements RangeDecoder {

    private final BlobReader blobs;
    private final ScriptDecoder script;

    private DeltaDecoder(BlobReader blobs, ScriptDecoder script) {
        this.blobs = blobs;
        this.script = script;
    }

    /** Reads the preamble, which says what is packed in the source. */
    static DeltaDecoder open(PayloadIndex index, PayloadSource payload, DeltaSource from, BlobReader blobs)
            throws IOException, PayloadRefusedException {
        Preamble preamble = PreambleReader.read(index, payload);
        ScriptDecoder script =
                new ScriptDecoder(preamble, bytesOf(from.image()), bytesOf(from.written()), from.scratch());
        return new DeltaDecoder(blobs, script);
    }

    private static SourceBytes bytesOf(ReadableTarget image) {
        return (offset, buffer, start, length) -> {
            image.read(offset, ByteBuffer.wrap(buffer, start, length));
            return true;
        };
    }

    @Override
    public void decode(TargetRange range, byte[] target) throws IOException, PayloadRefusedException {
        byte[] blob = blobs.read(range);
        try {
            script.decode(range, blob, target);
        } catch (UndecodableScriptException | XZIOException | EOFException e) {
            throw new PayloadRefusedException(
                    new Refusal.UndecodableBlob(range.number(), String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void close() throws IOException {
        script.close();
    }
}
