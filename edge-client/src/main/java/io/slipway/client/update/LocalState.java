package io.slipway.client.update;

import java.time.Instant;
import java.util.Optional;

import io.slipway.client.notification.UpdateState;
import io.slipway.client.notification.UpdateState.Progress;
import io.slipway.client.notification.UpdateState.Release;
import io.slipway.client.report.Reason;
import io.slipway.client.slot.SlotName;
import io.slipway.client.update.Lifecycle.Ended;
import io.slipway.client.update.Lifecycle.UnderWay;

/** The lifecycle as local programs are told. */
final class LocalState {

    private LocalState() {}

    static UpdateState of(Lifecycle state, Instant at) {
        String name = StateName.of(state);
        return switch (state) {
            case Lifecycle.Idle _ -> UpdateState.idle(name, at);
            case UnderWay underWay -> underWay(name, underWay, at);
            case Ended ended ->
                new UpdateState(
                        name,
                        Optional.of(ended.ending().deploymentId()),
                        Optional.empty(),
                        ended instanceof Lifecycle.Committed committed
                                ? Optional.of(committed.slot().text())
                                : Optional.empty(),
                        Optional.empty(),
                        reason(ended),
                        Optional.empty(),
                        at);
        };
    }

    private static UpdateState underWay(String name, UnderWay state, Instant at) {
        Plan plan = state.plan();
        SlotName slot = plan.target();
        return new UpdateState(
                name,
                Optional.of(plan.deploymentId()),
                Optional.of(new Release(plan.release().name(), plan.release().version())),
                Optional.of(slot.text()),
                state instanceof Lifecycle.Downloading downloading
                        ? Optional.of(new Progress(downloading.imageBytes(), plan.imageBytes()))
                        : Optional.empty(),
                state instanceof Lifecycle.FallingBack fallingBack
                        ? Optional.of(fallingBack.reason())
                        : Optional.empty(),
                Optional.empty(),
                at);
    }

    private static Optional<Reason> reason(Ended state) {
        return switch (state) {
            case Lifecycle.Committed _ -> Optional.empty();
            case Lifecycle.RolledBack ended -> Optional.of(ended.reason());
            case Lifecycle.Failed ended -> Optional.of(ended.reason());
            case Lifecycle.Rejected ended -> Optional.of(ended.reason());
            case Lifecycle.Cancelled ended -> Optional.of(ended.reason());
        };
    }
}
