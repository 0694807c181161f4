package io.slipway.artifact.release;

import io.slipway.metadata.target.Content;

/**
 * A part of a device's software that is replaced as a whole.
 *
 * @param name unique within the release
 * @param content length and digest of the artifact
 * @param format how the artifact is to be read, for example {@code raw}
 */
public record Component(String name, Content content, String format) {

    /** Bytes as they are to stand in the slot. */
    public static final String RAW = "raw";

    public Component {
        if (!format.equals(RAW)) {
            throw new IllegalArgumentException("format of " + name + ": expected " + RAW + ", found another");
        }
    }
}
