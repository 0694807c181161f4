package io.slipway.rollout.deployment;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import io.slipway.rollout.fleet.DeviceKey;
import io.slipway.rollout.fleet.Version;

/**
 * One device's part in one rollout.
 *
 * @param wave the number of its wave, from 1
 * @param sequence the highest report number seen, 0 before the first
 * @param cancelling whether the device was asked to cancel and has not answered
 * @param before what ran in the release's first component when the wave started
 * @param target the release's version
 * @param timeline when each station was reached first
 * @param deadline when it ends by itself if nothing is heard; empty once finished
 * @param patience how long nothing may be heard
 * @param traceId the trace that runs from the operator's start to the device's last report, if one was under way
 */
public record Deployment(
        DeploymentId id,
        RolloutKey rollout,
        DeviceKey device,
        int wave,
        DeploymentState state,
        long sequence,
        Transfer transfer,
        boolean cancelling,
        Optional<Version> before,
        Version target,
        Map<Stage, Instant> timeline,
        Optional<Instant> deadline,
        Duration patience,
        Optional<String> traceId) {

    /** What a report did. */
    public sealed interface Fold {

        /** The deployment is now this; {@code ended} if this very report ended it. */
        record Changed(Deployment next, boolean ended) implements Fold {}

        /** The report was late or came again. */
        record Ignored(String why) implements Fold {}

        /** The report cannot be true. */
        record Refused(String why) implements Fold {}
    }

    public Deployment {
        timeline = Collections.unmodifiableMap(timeline.isEmpty() ? Map.of() : new EnumMap<>(timeline));
    }

    /** Folds a report in; only the deployment's own device may report about it. */
    public Fold fold(DeploymentReport report) {
        if (!report.device().equals(device)) {
            return ofAnother(report.device());
        }
        return switch (state.reported(report.said())) {
            case DeploymentState.Step.Moved(DeploymentState next) -> moved(next, report);
            case DeploymentState.Step.Ignored(String why) ->
                progressed(report) ? stayed(report) : new Fold.Ignored(why);
        };
    }

    /** Takes that the gateway handed the command over; only a scheduled deployment cares. */
    public Fold offered(DeviceKey to, Instant at) {
        if (!to.equals(device)) {
            return ofAnother(to);
        }
        return switch (state) {
            case DeploymentState.Scheduled scheduled ->
                switch (scheduled.offered()) {
                    case DeploymentState.Step.Moved(DeploymentState next) ->
                        new Fold.Changed(with(next, sequence, transfer, at, deadline), false);
                    case DeploymentState.Step.Ignored(String why) -> new Fold.Ignored(why);
                };
            case DeploymentState.Offered offered -> new Fold.Ignored("the command was offered already");
            case DeploymentState.UnderWay underWay -> new Fold.Ignored("the device is at work already");
            case DeploymentState.Presumed presumed -> new Fold.Ignored("the deployment was ended");
            case DeploymentState.Finished finished -> new Fold.Ignored("the deployment is finished");
        };
    }

    /** What the device runs after it, as far as its last word tells. */
    public Optional<Version> after() {
        return switch (state.stage()) {
            case SUCCEEDED -> Optional.of(target);
            case ROLLED_BACK, FAILED, CANCELLED, REJECTED -> before;
            case SCHEDULED, OFFERED, ACCEPTED, DOWNLOADING, INSTALLING, REBOOTING, VERIFYING -> Optional.empty();
        };
    }

    /** Why it ended as it did. */
    public Optional<Reason> reason() {
        return switch (state) {
            case DeploymentState.Finished finished -> finished.reason();
            case DeploymentState.Presumed presumed -> presumed.outcome().reason();
            case DeploymentState.Scheduled s -> Optional.empty();
            case DeploymentState.Offered o -> Optional.empty();
            case DeploymentState.UnderWay u -> Optional.empty();
        };
    }

    private Fold ofAnother(DeviceKey reporter) {
        return new Fold.Refused("device " + reporter + " reports about the deployment of " + device);
    }

    private boolean progressed(DeploymentReport report) {
        return report.sequence() > sequence && state instanceof DeploymentState.UnderWay;
    }

    private Fold moved(DeploymentState next, DeploymentReport report) {
        boolean ends = next.stage().isFinal();
        Optional<Instant> until =
                ends ? Optional.empty() : Optional.of(report.receivedAt().plus(patience));
        return new Fold.Changed(
                with(next, highest(report), transfer.furthest(report.transfer()), report.receivedAt(), until),
                ends && !state.stage().isFinal());
    }

    private Fold stayed(DeploymentReport report) {
        Optional<Instant> until = Optional.of(report.receivedAt().plus(patience));
        return new Fold.Changed(
                with(state, highest(report), transfer.furthest(report.transfer()), report.receivedAt(), until), false);
    }

    private long highest(DeploymentReport report) {
        return Math.max(sequence, report.sequence());
    }

    private Deployment with(
            DeploymentState next, long newSequence, Transfer newTransfer, Instant at, Optional<Instant> until) {
        Map<Stage, Instant> reached = new EnumMap<>(Stage.class);
        reached.putAll(timeline);
        reached.putIfAbsent(next.stage(), at);
        boolean stillCancelling = cancelling && !next.stage().isFinal();
        return new Deployment(
                id,
                rollout,
                device,
                wave,
                next,
                newSequence,
                newTransfer,
                stillCancelling,
                before,
                target,
                reached,
                until,
                patience,
                traceId);
    }
}
