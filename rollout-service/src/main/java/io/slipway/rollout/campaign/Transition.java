package io.slipway.rollout.campaign;

import java.util.List;

import io.slipway.rollout.deployment.Reason;

/** What an input did to a rollout. */
public sealed interface Transition {

    /**
     * It is in this state now.
     *
     * @param consequences what has to be done with it, in this order, in the same transaction
     */
    record Moved(RolloutState next, List<Consequence> consequences) implements Transition {

        public Moved {
            consequences = List.copyOf(consequences);
        }

        static Moved to(RolloutState next, Consequence... consequences) {
            return new Moved(next, List.of(consequences));
        }
    }

    /** The input came late or again, or there is nothing to do yet. */
    record Ignored(String why) implements Transition {}

    /**
     * The state does not permit it.
     *
     * @param reason its code is one of {@link Refusals}
     */
    record Refused(Reason reason) implements Transition {}

    /** What follows from a change of state. */
    sealed interface Consequence {

        /** Devices are assigned to waves of these sizes. */
        record Assign(List<Integer> sizes) implements Consequence {

            public Assign {
                sizes = List.copyOf(sizes);
            }
        }

        /** The wave of this number starts. */
        record StartWave(int number) implements Consequence {}

        /** Unfinished deployments are cancelled. */
        record CancelDeployments(Reason reason) implements Consequence {}
    }
}
