package io.slipway.rollout.wave;

import io.slipway.rollout.deployment.Reason;

/** Whether the wave after a wave may start. */
public sealed interface Gate {

    /** It may. */
    record Open() implements Gate {}

    /** That is not decided yet. */
    record Waiting() implements Gate {}

    /** It may not, and no further report can change that. */
    record Shut(Reason reason) implements Gate {}
}
