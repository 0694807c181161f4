package io.slipway.payload.script;

import java.io.Closeable;
import java.io.IOException;

import io.slipway.payload.index.TargetRange;

/**
 * Makes the ranges of a delta, one after the other.
 *
 * <p>What is read of the script does not depend on the source's content: a source that was modified spoils the bytes that come from there and no others.
 * Not thread-safe.
 */
public final class ScriptDecoder implements Closeable {

    private final CopyableBytes copyable;
    private final Script script;
    private final TargetPacker packer;

    /**
     * A decoder for one payload.
     *
     * @param source the source image
     * @param written the target; asked for bytes of ranges before the one under way
     */
    public ScriptDecoder(Preamble preamble, SourceBytes source, SourceBytes written, Scratch scratch) {
        CopyableSpace space = new CopyableSpace(preamble);
        copyable = new CopyableBytes(preamble, space, source, written, scratch);
        script = new Script(space, copyable, ScriptListener.NONE);
        packer = new TargetPacker(preamble.target(), script, new Recipes(preamble.recipes()), scratch);
    }

    /**
     * Makes the bytes of the next range. What could not be read or packed here comes out as anything; the next range can be decoded all the same.
     *
     * @param blob authentic, with the script in its first bytes
     * @param target room for the range
     * @throws UndecodableScriptException if the blob contradicts the format; nothing more of the group can be decoded
     * @throws IOException if the source, the target or the scratch directory fails
     */
    public void decode(TargetRange range, byte[] blob, byte[] target) throws IOException, UndecodableScriptException {
        packer.startRange(range.offset(), range.startsGroup());
        script.startRange(range, blob);
        packer.make(target, range.length());
        script.endRange();
    }

    @Override
    public void close() throws IOException {
        try (copyable) {
            packer.close();
        }
    }
}
