package io.slipway.standalone.board;

import java.io.IOException;

import io.slipway.client.slot.SlotName;

/** Starts the software of a slot. */
public interface Client {

    /** Starts the client as the system in {@code slot} would. */
    Running start(BoardDirectory board, SlotName slot) throws IOException;

    /** A client that was started. */
    interface Running {

        /** Waits a moment for its end. */
        boolean hasEnded() throws InterruptedException;

        /** The exit code of a client that has ended. */
        int exitCode();

        /** Takes its power away: it ends at this instant, without a chance to do anything. */
        void kill() throws InterruptedException;
    }
}
