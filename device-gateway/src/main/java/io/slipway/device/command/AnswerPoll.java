package io.slipway.device.command;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Semaphore;

import io.slipway.device.identity.DeviceName;
import io.slipway.device.report.Channel;
import io.slipway.device.report.DeviceCounts;
import io.slipway.device.report.DeviceEvent.CommandOffered;
import io.slipway.device.report.DeviceEventLog;

/** Answers a device that asks what to do, from memory. */
public final class AnswerPoll {

    /**
     * So many events may be under way to the log. Beyond that, when the log is away for long, an offer goes untold: what the device reports about the deployment
     * says the same.
     */
    static final int MOST_UNDER_WAY = 1024;

    private final PendingCommands pending;
    private final DeviceEventLog log;
    private final DeviceCounts counts;
    private final Clock clock;
    private final Semaphore places = new Semaphore(MOST_UNDER_WAY);

    public AnswerPoll(PendingCommands pending, DeviceEventLog log, DeviceCounts counts, Clock clock) {
        this.pending = pending;
        this.log = log;
        this.counts = counts;
        this.clock = clock;
    }

    /**
     * Says what {@code device} shall do. The first time that it gets the command of a deployment, the platform is told; the answer does not wait for that.
     *
     * @param knownEtag the tag of the command that the device has, if it has one
     */
    public Answer answer(DeviceName device, Optional<String> knownEtag) {
        if (!pending.isComplete()) {
            return new Answer.NotYetKnown();
        }
        Optional<RenderedCommand> found = pending.find(device);
        if (found.isEmpty()) {
            return new Answer.Nothing();
        }
        RenderedCommand command = found.get();
        if (knownEtag.isPresent() && knownEtag.get().equals(command.etag())) {
            return new Answer.Unchanged(command.etag());
        }
        if (pending.noteOffered(device, command.deploymentId(), Channel.HTTPS)) {
            counts.offered(Channel.HTTPS);
            tellPlatform(device, command);
        }
        return new Answer.Offered(command);
    }

    private void tellPlatform(DeviceName device, RenderedCommand command) {
        if (!places.tryAcquire()) {
            pending.forgetOffered(device, command.deploymentId(), Channel.HTTPS);
            return;
        }
        CommandOffered offered = new CommandOffered(
                device, command.deploymentId(), Channel.HTTPS, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        log.append(offered, command.traceparent()).whenComplete((durable, failure) -> {
            places.release();
            if (failure != null) {
                pending.forgetOffered(device, command.deploymentId(), Channel.HTTPS);
            }
        });
    }

    /** What a device gets told. */
    public sealed interface Answer {

        /** Do this. */
        record Offered(RenderedCommand command) implements Answer {}

        /** Go on with what you have. */
        record Unchanged(String etag) implements Answer {}

        /** There is nothing to do. */
        record Nothing() implements Answer {}

        /** This instance has not read all commands yet; ask again. */
        record NotYetKnown() implements Answer {}
    }
}
