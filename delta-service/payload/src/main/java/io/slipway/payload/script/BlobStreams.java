package io.slipway.payload.script;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** How a blob of a delta is divided among the streams. */
public final class BlobStreams {

    private BlobStreams() {}

    /**
     * Packed bytes of each stream in one blob.
     *
     * @throws UndecodableScriptException if the blob does not begin with five lengths
     */
    public static Map<ScriptStream, Integer> lengths(byte[] blob) throws UndecodableScriptException {
        ByteArrayInputStream in = new ByteArrayInputStream(blob);
        Map<ScriptStream, Integer> lengths = new EnumMap<>(ScriptStream.class);
        try {
            for (ScriptStream stream : ScriptStream.ALL) {
                lengths.put(stream, (int) Varint.read(in, blob.length));
            }
            return lengths;
        } catch (IOException e) {
            throw new UndecodableScriptException(String.valueOf(e.getMessage()), e);
        }
    }
}
