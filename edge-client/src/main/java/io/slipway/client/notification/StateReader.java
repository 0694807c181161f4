package io.slipway.client.notification;

import java.io.IOException;

/** Passes the state of the update on to local programs. */
public interface StateReader {

    /** @param state the newest, as one line of text */
    void read(String state) throws IOException;
}
