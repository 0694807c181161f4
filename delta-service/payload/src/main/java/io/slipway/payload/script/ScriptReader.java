package io.slipway.payload.script;

import java.io.IOException;

import io.slipway.payload.index.TargetRange;

/**
 * Reads what a delta says without carrying it out: neither the source nor the target is needed, and nothing is packed. What contradicts the format is refused
 * as {@link ScriptDecoder} refuses it. Not thread-safe.
 */
public final class ScriptReader {

    private static final int CHUNK = 1 << 16;

    private final Layers target;
    private final Script script;
    private final byte[] discarded = new byte[CHUNK];

    /**
     * A reader for one payload.
     *
     * @param listener told of every instruction
     */
    public ScriptReader(Preamble preamble, ScriptListener listener) {
        target = preamble.target();
        script = new Script(new CopyableSpace(preamble), (_, _, _, _) -> true, listener);
    }

    /**
     * Reads the script of the next range.
     *
     * @param blob authentic, with the script in its first bytes
     * @throws UndecodableScriptException if the blob contradicts the format; nothing more of the group can be read
     */
    public void read(TargetRange range, byte[] blob) throws IOException, UndecodableScriptException {
        requireRightLength(range);
        script.startRange(range, blob);
        for (int left = range.unpackedLength(); left > 0; ) {
            int part = Math.min(left, CHUNK);
            script.make(discarded, 0, part);
            left -= part;
        }
        script.endRange();
    }

    /** What packing the target would show: that the instructions make what the range needs and those before did not. */
    private void requireRightLength(TargetRange range) throws UndecodableScriptException {
        if (range.startsGroup() && target.isInside(range.offset())) {
            throw new UndecodableScriptException("a group begins inside of a packed piece");
        }
        long needed = target.needed(range.end()) - target.needed(range.offset());
        if (range.unpackedLength() != needed) {
            throw new UndecodableScriptException(
                    "the script makes " + range.unpackedLength() + " bytes, the range needs " + needed);
        }
    }
}
