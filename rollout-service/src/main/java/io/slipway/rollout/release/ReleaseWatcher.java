package io.slipway.rollout.release;

/** Is told after something about releases was committed. Must return at once and never throw; what it misses, it finds later by itself. */
public interface ReleaseWatcher {

    /** A release or a payload came, or a release was withdrawn. */
    void releasesChanged();
}
