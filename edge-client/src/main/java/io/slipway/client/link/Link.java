package io.slipway.client.link;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.slipway.client.report.QueuedReport;

/** The connection to the gateway. Connects when it must and again after it broke; receiving and sending may happen at the same time. */
public interface Link extends AutoCloseable {

    /** Most reports in one call of {@link #send}. */
    int MAX_REPORTS = 100;

    /**
     * The pending command, if one is there or comes within {@code wait}. The same command may come again.
     *
     * @throws LinkException if the gateway cannot be reached or does not keep to the contract; trying again later may help
     */
    Optional<Command> receive(Duration wait) throws LinkException, InterruptedException;

    /**
     * Sends reports in order and waits for their acknowledgement, up to 30 seconds for each.
     *
     * @param reports 1 to {@value #MAX_REPORTS}, ascending
     * @return the highest sequence number that the gateway has acknowledged by then, 0 if none
     * @throws LinkException likewise
     */
    long send(List<QueuedReport> reports) throws LinkException, InterruptedException;

    /** The channel's name in configuration and logs. */
    String channel();

    @Override
    void close();
}
