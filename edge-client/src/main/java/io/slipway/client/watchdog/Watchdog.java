package io.slipway.client.watchdog;

import java.io.Closeable;
import java.io.IOException;

/** A timer that resets the machine unless it is fed. It runs from when it is opened. One thread. */
public interface Watchdog extends Closeable {

    /** Opens a watchdog. */
    interface Kennel {

        /** @throws IOException if there is none, or somebody else has it */
        Watchdog open() throws IOException;
    }

    /** Begins its time anew. */
    void feed() throws IOException;

    /** Stops the timer, where the hardware and the kernel allow that, and closes it. */
    void release() throws IOException;

    /** Leaves it alone: the timer goes on and resets the machine unless somebody opens and feeds it. */
    @Override
    void close() throws IOException;
}
