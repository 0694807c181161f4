package io.slipway.payload.script;

import java.io.Closeable;
import java.io.IOException;

/**
 * Makes the ranges of a delta, one after the other.
 *
 * <p>What is read of the script does not depend on the source's content: a source that was modified spoils the bytes that come from there and no others.
 * Not thread-safe.
 */
public final class ScriptDecoder implements Closeable {

    private final ScriptStreams streams = new ScriptStreams();
    private final Script script;
    private final TargetAssembler assembler;

    /** A decoder for one payload. */
    public ScriptDecoder(Preamble preamble, SourceBytes source, Scratch scratch) {
        this.script = new Script(streams, source);
        this.assembler = new TargetAssembler(streams, script, new Recipes(preamble.recipes()), scratch);
    }

    /**
     * Forgets all: the next blob begins a group.
     *
     * @throws UndecodableScriptException if the last group did not come to its end
     */
    public void startGroup() throws IOException, UndecodableScriptException {
        streams.startGroup();
        script.startGroup();
        assembler.startGroup();
    }

    /**
     * Makes the bytes of the next range.
     *
     * @param blob authentic, with the script in its first {@code blobLength} bytes
     * @param unpackedLength bytes that the script makes
     * @param target room for {@code length} bytes
     * @return whether the source and the compressors here allowed it; if not, the bytes are wrong, and the next range can be decoded all the same
     * @throws UndecodableScriptException if the blob contradicts the format; nothing more of the group can be decoded
     * @throws IOException if the source or the scratch directory fails
     */
    public boolean decode(byte[] blob, int blobLength, int unpackedLength, byte[] target, int length)
            throws IOException, UndecodableScriptException {
        boolean hasItems = streams.load(blob, blobLength);
        script.startRange(unpackedLength);
        boolean packed = assembler.assemble(target, length, hasItems);
        boolean sourceIntact = script.endRange();
        streams.requireEmpty();
        return sourceIntact && packed;
    }

    @Override
    public void close() throws IOException {
        assembler.close();
    }
}
