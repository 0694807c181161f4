package io.slipway.payload.inspect;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.slipway.payload.script.ScriptStream;

/**
 * What a payload consists of.
 *
 * @param operations what its scripts do; nothing in a full payload
 * @param streams packed bytes of each stream in all blobs; empty for a full payload
 * @param packedAgain pieces of the target by the kind of recipe that packs them, most bytes first
 * @param bytes by file, if the image was there to name them
 */
public record PayloadContents(
        Operations operations,
        Map<ScriptStream, Long> streams,
        List<PackedAgain> packedAgain,
        Optional<BytesByFile> bytes) {

    /** Collections are copied. */
    public PayloadContents {
        streams = Map.copyOf(streams);
        packedAgain = List.copyOf(packedAgain);
    }
}
