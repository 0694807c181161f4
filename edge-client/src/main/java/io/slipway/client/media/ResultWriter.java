package io.slipway.client.media;

/** Turns results into the text that goes to the medium. */
public interface ResultWriter {

    /** The text of {@code result}, at most 16 KiB. */
    String write(MediaResult result);
}
