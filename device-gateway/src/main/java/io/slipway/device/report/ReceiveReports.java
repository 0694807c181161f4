package io.slipway.device.report;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.slipway.device.identity.DeviceName;
import io.slipway.device.identity.Revocations;
import io.slipway.device.report.DeviceEvent.Reported;
import io.slipway.device.report.ReportRefusedException.Cause;

/** Takes reports of one device and makes them durable. */
public final class ReceiveReports {

    /** The most reports that a device may send at once. */
    public static final int MOST_AT_ONCE = 100;

    private final DeviceEventLog log;
    private final Revocations revocations;
    private final DeviceCounts counts;
    private final Clock clock;

    public ReceiveReports(DeviceEventLog log, Revocations revocations, DeviceCounts counts, Clock clock) {
        this.log = log;
        this.revocations = revocations;
        this.counts = counts;
        this.clock = clock;
    }

    /**
     * Hands {@code reports} to the log, in their order.
     *
     * @param device who sent them, as proven by certificate or topic
     * @param reports 1 to {@value #MOST_AT_ONCE}, by ascending sequence
     * @return completes with the highest sequence when all of them are durable
     * @throws ReportRefusedException if the device is revoked or the reports are too many or in disorder; then none was taken
     */
    public CompletionStage<Long> receive(DeviceName device, List<Report> reports, Channel channel)
            throws ReportRefusedException {
        requireAscending(reports);
        if (revocations.isRevoked(device)) {
            throw new ReportRefusedException(Cause.DEVICE_REVOKED, "The device's identity was revoked by an operator.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        CompletableFuture<?>[] appended = reports.stream()
                .map(report -> log.append(new Reported(device, report, now), report.traceparent())
                        .thenRun(() -> counts.received(channel))
                        .toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(appended)
                .thenApply(done -> reports.getLast().sequence());
    }

    private static void requireAscending(List<Report> reports) throws ReportRefusedException {
        if (reports.isEmpty() || reports.size() > MOST_AT_ONCE) {
            throw new ReportRefusedException(
                    Cause.MALFORMED, "Expected 1 to " + MOST_AT_ONCE + " reports, found " + reports.size() + ".");
        }
        for (int i = 1; i < reports.size(); i++) {
            if (reports.get(i).sequence() <= reports.get(i - 1).sequence()) {
                throw new ReportRefusedException(
                        Cause.MALFORMED, "sequence: expected ascending numbers, but report " + i + " does not rise.");
            }
        }
    }
}
