package io.slipway.client.notification;

/** What local programs may ask the client for. */
public interface Requests {

    /**
     * Acts on a line that came from a local program. Safe for use by several threads.
     *
     * @return the answer, one line; for what makes no sense, too
     */
    String answer(String line);
}
