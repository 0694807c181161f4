package io.slipway.payload.script;

import java.io.IOException;

/** Makes bytes, one after the other. */
@FunctionalInterface
interface Content {

    /** Makes the next {@code length} bytes. */
    void make(byte[] out, int from, int length) throws IOException, UndecodableScriptException;
}
