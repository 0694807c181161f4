package io.slipway.client.component;

/**
 * Brings one component into use. Every call may come again after a loss of power, and finds then whatever the last one has left; doing again what is done
 * is harmless. Called on one thread, blocks for as long as it takes within its own limits.
 */
public interface ComponentHandler {

    /**
     * Brings the staged version into use and keeps what {@link #undo} needs.
     *
     * @throws HandlerException if it is not in use; {@link #undo} comes next
     */
    void activate(StagedComponent staged) throws HandlerException, InterruptedException;

    /**
     * Brings the version before into use again, whether {@link #activate} came to its end, broke off or was never called.
     *
     * @throws HandlerException if that did not succeed; it is tried again
     */
    void undo(StagedComponent staged) throws HandlerException, InterruptedException;

    /**
     * The staged version stays: what only {@link #undo} needed may go.
     *
     * @throws HandlerException if something was left behind; the version stays in use all the same
     */
    void keep(String component) throws HandlerException, InterruptedException;
}
