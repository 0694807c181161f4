package io.slipway.artifact.publication;

/**
 * Makes running digests, of two kinds: the fastest that there is, and one whose state can be stored with every part, so that an upload goes on in another
 * process without its first bytes being read again.
 */
public interface Digests {

    /** A digest that lives in this process alone. */
    RunningDigest fastest();

    /**
     * A digest that goes on from a stored state.
     *
     * @param state what {@link RunningDigest#state()} gave; empty to begin
     */
    RunningDigest resume(byte[] state);
}
