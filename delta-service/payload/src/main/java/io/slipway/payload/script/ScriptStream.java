package io.slipway.payload.script;

import java.util.List;

/** The streams of a script, in the order in which a blob holds them. Alike things together compress better. */
public enum ScriptStream {
    /** Varints: how many bytes are copied, how many are novel, in turns. */
    LENGTHS(1 << 18),
    /** Signed varints: how far the next copy is from where the last one would go on. */
    SEEKS(1 << 18),
    /** Varints: how many copied bytes are equal, how many differ, in turns. */
    RUNS(1 << 20),
    /** For each byte that differs: the target's less the source's, modulo 256. */
    DIFFERENCES(1 << 20),
    /** Bytes that are not copied. */
    NOVEL(1 << 22);

    /** All streams. */
    public static final List<ScriptStream> ALL = List.of(values());

    private final int dictionary;

    ScriptStream(int dictionary) {
        this.dictionary = dictionary;
    }

    /** Bytes of the LZMA2 dictionary. */
    public int dictionary() {
        return dictionary;
    }
}
