package io.slipway.artifact.publication;

import io.slipway.metadata.digest.Sha256;

/** A SHA-256 over bytes that come piece by piece. Used by one thread at a time. */
public interface RunningDigest {

    /** Adds bytes. */
    void update(byte[] bytes, int length);

    /** The digest of all bytes so far. Nothing may be added after. */
    Sha256 finish();

    /** What {@link Digests#resume} goes on from; empty if this digest cannot leave the process. */
    byte[] state();
}
