package io.slipway.client.reset;

import java.io.IOException;
import java.util.Optional;

/** Where a reset is remembered; all changes are on the medium when they return. */
public interface ResetStore {

    /** The reset that was asked for and is not finished, if there is one. */
    Optional<Reset> read() throws IOException;

    void write(Reset reset) throws IOException;

    void clear() throws IOException;

    /** Removes the content of all directories that hold data; can be repeated. */
    void wipeDirectories() throws IOException;

    /** Removes what the client remembers of updates; can be repeated. */
    void forgetUpdates() throws IOException;
}
