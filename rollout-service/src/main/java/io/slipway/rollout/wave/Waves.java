package io.slipway.rollout.wave;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.slipway.rollout.deployment.Reason;
import io.slipway.rollout.deployment.RolloutId;
import io.slipway.rollout.deployment.RolloutKey;
import io.slipway.rollout.deployment.Trace;
import io.slipway.rollout.fleet.DeviceFilter;
import io.slipway.rollout.fleet.Tenant;
import io.slipway.rollout.release.Release;

/** Where it is kept which device is in which wave. Every call is a fixed number of statements, however many devices there are, and joins the caller's transaction. */
public interface Waves {

    /** How many devices each of these rollouts would get if it started now. */
    CompletionStage<Map<RolloutId, Integer>> countSelected(Tenant tenant, List<Selection> selections);

    /**
     * Assigns the selected devices, in the order of their ids, to waves of these sizes. Devices that came up in between and fit into no wave are left
     * out.
     */
    CompletionStage<Void> assign(RolloutKey rollout, Release release, DeviceFilter filter, List<Integer> sizes);

    /**
     * Makes a deployment for every device of a wave, and the command of each in the outbox. A device that is busy or revoked is rejected with that
     * reason.
     */
    CompletionStage<Void> start(Start start);

    /** Cancels what no device has begun, and asks the devices that have begun to stop. */
    CompletionStage<Void> cancel(RolloutKey rollout, Reason reason, Instant now);

    /** The counts of every wave of each of these rollouts, in order; a rollout without an assignment is not in the answer. */
    CompletionStage<Map<RolloutId, List<WaveTally>>> tallies(Tenant tenant, Collection<RolloutId> rollouts);

    /** Which devices a rollout that has not started would get. */
    record Selection(RolloutId rollout, Release release, DeviceFilter filter) {}

    /**
     * One wave to start.
     *
     * @param number from 1
     * @param release what is installed; every component has its payload
     * @param patience how long nothing may be heard of a device
     * @param trace the trace that the commands belong to
     */
    record Start(
            RolloutKey rollout, int number, Release release, Duration patience, Optional<Trace> trace, Instant now) {

        public Start {
            if (!release.payloadsReady()) {
                throw new IllegalArgumentException("release " + release.id() + " has a component without a payload");
            }
        }
    }
}
