package io.slipway.client.link;

import java.time.Duration;
import java.util.List;

import io.slipway.client.download.Backoff;
import io.slipway.client.log.EventLog;
import io.slipway.client.report.QueuedReport;
import io.slipway.client.report.ReportQueue;

/**
 * Sends what the queue holds until its thread is interrupted. A report leaves the queue only when the gateway has acknowledged it; what is not
 * acknowledged is sent again.
 */
public final class DeliverReports implements Runnable {

    private static final Duration WAIT = Duration.ofSeconds(60);

    private final ReportQueue queue;
    private final Link link;
    private final Backoff backoff;
    private final EventLog log;

    public DeliverReports(ReportQueue queue, Link link, Backoff backoff, EventLog log) {
        this.queue = queue;
        this.link = link;
        this.backoff = backoff;
        this.log = log;
    }

    @Override
    public void run() {
        int failures = 0;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (queue.awaitReport(WAIT)) {
                    failures = deliver(failures);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // told to end
        }
    }

    /** One batch; returns the number of failures in a row. */
    private int deliver(int failures) throws InterruptedException {
        List<QueuedReport> batch = queue.oldest(Link.MAX_REPORTS);
        try {
            long acknowledged = link.send(batch);
            queue.acknowledge(acknowledged);
            if (acknowledged >= batch.getFirst().sequence()) {
                return 0;
            }
            log.warn(
                    "reports were not acknowledged",
                    "channel",
                    link.channel(),
                    "sequence",
                    batch.getFirst().sequence());
        } catch (LinkException e) {
            log.warn("reports could not be sent", "channel", link.channel(), "cause", e);
        }
        Thread.sleep(backoff.pause(failures));
        return failures + 1;
    }
}
