package io.slipway.payload.inspect;

import java.util.Map;

import io.slipway.payload.script.CopiedFrom;

/**
 * What the scripts of a payload do, in all. Bytes are those of the unpacked target.
 *
 * @param instructions how many
 * @param copies by what they copy from; an absent key means none
 * @param equal bytes that are copied and stay as they are
 * @param corrected bytes that are copied and differ
 * @param novel bytes that are not copied
 */
public record Operations(long instructions, Map<CopiedFrom, Copies> copies, long equal, long corrected, long novel) {

    /** Copies from one of the three. */
    public record Copies(long count, long bytes) {

        Copies plus(Copies other) {
            return new Copies(count + other.count, bytes + other.bytes);
        }
    }

    /** The map is copied. */
    public Operations {
        copies = Map.copyOf(copies);
    }
}
