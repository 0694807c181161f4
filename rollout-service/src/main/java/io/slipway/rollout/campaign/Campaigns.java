package io.slipway.rollout.campaign;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.slipway.rollout.deployment.RolloutId;
import io.slipway.rollout.deployment.RolloutKey;
import io.slipway.rollout.deployment.Trace;
import io.slipway.rollout.fleet.Tenant;

/** Where the rollouts are kept. */
public interface Campaigns {

    /** Keeps a new rollout and tells the world, in one transaction. */
    CompletionStage<Void> add(Rollout rollout);

    /**
     * Lets {@code decision} change one rollout while its row is locked, and commits what follows together with it: the state, waves that start,
     * deployments that are cancelled, and the event. Two changes of one rollout never run at the same time.
     *
     * @param trace the trace of the request; kept if it starts the rollout
     * @return empty if there is no such rollout
     */
    CompletionStage<Optional<Changed>> change(
            RolloutKey key, Optional<Trace> trace, Function<Situation, Transition> decision);

    /** All about one rollout, without locking it. */
    CompletionStage<Optional<Situation>> find(RolloutKey key);

    /**
     * The rollouts of a tenant, newest first.
     *
     * @param after only those created before this one
     */
    CompletionStage<List<Situation>> list(Tenant tenant, Optional<RolloutId> after, int limit);

    /**
     * Rollouts of all tenants that may move on by themselves, drafts and running ones, in a fixed order.
     *
     * @param after only those behind this one
     */
    CompletionStage<List<RolloutKey>> movable(Optional<RolloutKey> after, int limit);

    /**
     * What came of a change.
     *
     * @param rollout as it is now
     * @param transition what the decision was
     */
    record Changed(Rollout rollout, Transition transition) {}
}
