package io.slipway.delta.generation;

import io.slipway.delta.generation.Progress.Phase;

/** Hears how far the making of a payload is; may throw to stop it. */
@FunctionalInterface
interface ProgressListener {

    void progress(Phase phase, long done, long total);
}
