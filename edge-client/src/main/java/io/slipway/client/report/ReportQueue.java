package io.slipway.client.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

import io.slipway.client.journal.RecordLog;
import io.slipway.client.report.QueuedReport.Weight;

/**
 * Reports on their way to the server, in an order that survives reboots.
 *
 * <p>A report is on the medium with its sequence number before it can be sent, so a number never stands for two reports. When the queue is full it
 * drops progress first, then what is repeated anyway, outcomes never; {@link #hasRoomForOutcome} tells when no new deployment should be begun. Safe
 * for use by several threads.
 *
 * <p>Records of the log: {@code next N}, {@code report SEQUENCE WEIGHT SUBJECT TEXT}, {@code drop SEQUENCE}, {@code ack SEQUENCE}, {@code outcome
 * DEPLOYMENT}. The subject is the deployment, or {@code none}.
 */
public final class ReportQueue {

    /** Reports kept at most, outcomes aside. */
    public static final int CAPACITY = 200;

    private static final int RECORDS_BEFORE_COMPACTION = 1000;

    private final RecordLog log;
    private final ReportWriter writer;
    private final TreeMap<Long, QueuedReport> waiting = new TreeMap<>();
    private long nextSequence = 1;
    private String lastOutcome = "none";
    private int records;

    /** Takes up the queue that {@code log} holds. */
    public ReportQueue(RecordLog log, ReportWriter writer) {
        this.log = log;
        this.writer = writer;
        log.records().forEach(this::replay);
        records = log.records().size();
    }

    /** Adds a report at the end and makes it durable. */
    public synchronized void add(Report report) {
        Weight weight = Weight.of(report);
        makeRoomFor(weight);
        if (waiting.size() >= CAPACITY && weight != Weight.OUTCOME) {
            return; // nothing but outcomes waits
        }
        long sequence = nextSequence;
        append("report " + sequence + " " + weight + " " + subject(report) + " " + writer.write(sequence, report));
        notifyAll();
    }

    /** Whether {@code deploymentId} is the deployment whose outcome was added last. */
    public synchronized boolean lastOutcomeIsOf(UUID deploymentId) {
        return lastOutcome.equals(deploymentId.toString());
    }

    /** Whether the outcome of {@code deploymentId} was added last and still waits. */
    public synchronized boolean outcomeIsWaiting(UUID deploymentId) {
        return lastOutcomeIsOf(deploymentId)
                && waiting.values().stream().anyMatch(report -> report.weight() == Weight.OUTCOME);
    }

    /** Whether there is room for the outcome of another deployment. */
    public synchronized boolean hasRoomForOutcome() {
        return waiting.values().stream()
                        .filter(r -> r.weight() == Weight.OUTCOME)
                        .count()
                < CAPACITY;
    }

    /** The oldest reports, at most {@code limit}, in ascending order. */
    public synchronized List<QueuedReport> oldest(int limit) {
        return waiting.values().stream().limit(limit).toList();
    }

    /** Waits up to {@code time} until a report is there. */
    public synchronized boolean awaitReport(Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); waiting.isEmpty() && left > 0; left = deadline - System.nanoTime()) {
            wait(left / 1_000_000 + 1);
        }
        return !waiting.isEmpty();
    }

    /** Waits up to {@code time} until nothing waits for an acknowledgement any more. */
    public synchronized boolean awaitEmpty(Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); !waiting.isEmpty() && left > 0; left = deadline - System.nanoTime()) {
            wait(left / 1_000_000 + 1);
        }
        return waiting.isEmpty();
    }

    /** Forgets all reports up to and including {@code sequence}: the server has them. Unknown and repeated numbers are harmless. */
    public synchronized void acknowledge(long sequence) {
        if (!waiting.isEmpty() && waiting.firstKey() <= sequence) {
            append("ack " + Math.min(sequence, nextSequence - 1));
            notifyAll();
        }
    }

    private void makeRoomFor(Weight newcomer) {
        for (Weight weight : Weight.values()) {
            if (waiting.size() < CAPACITY || weight == Weight.OUTCOME || weight.compareTo(newcomer) > 0) {
                return;
            }
            Iterator<QueuedReport> candidates =
                    waiting.values().stream().filter(r -> r.weight() == weight).iterator();
            if (candidates.hasNext()) {
                append("drop " + candidates.next().sequence());
            }
        }
    }

    private void append(String record) {
        if (records >= RECORDS_BEFORE_COMPACTION) {
            compact();
        }
        log.append(record);
        records++;
        replay(record);
    }

    private void compact() {
        List<String> kept = new ArrayList<>();
        kept.add("next " + nextSequence);
        waiting.values().forEach(r -> kept.add("report " + r.sequence() + " " + r.weight() + " none " + r.text()));
        kept.add("outcome " + lastOutcome);
        log.replace(kept);
        records = kept.size();
    }

    private static String subject(Report report) {
        return switch (report) {
            case Report.DeploymentReport deployment -> deployment.deploymentId().toString();
            case Report.StatusReport _ -> "none";
        };
    }

    private void replay(String record) {
        String[] words = record.split(" ", 5);
        switch (words[0]) {
            case "next" -> nextSequence = Long.parseLong(words[1]);
            case "outcome" -> lastOutcome = words[1];
            case "drop" -> waiting.remove(Long.parseLong(words[1]));
            case "ack" -> waiting.headMap(Long.parseLong(words[1]), true).clear();
            case "report" -> {
                long sequence = Long.parseLong(words[1]);
                waiting.put(sequence, new QueuedReport(sequence, Weight.valueOf(words[2]), words[4]));
                if (Weight.valueOf(words[2]) == Weight.OUTCOME) {
                    lastOutcome = words[3];
                }
                nextSequence = Math.max(nextSequence, sequence + 1);
            }
            default -> throw new IllegalStateException("The report journal has an unknown record: " + words[0]);
        }
    }
}
