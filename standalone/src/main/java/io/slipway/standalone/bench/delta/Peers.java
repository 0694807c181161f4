package io.slipway.standalone.bench.delta;

import java.io.IOException;

/** Measures peers. */
@FunctionalInterface
public interface Peers {

    /**
     * Lets a peer do its work. Blocks for minutes; one peer at a time.
     *
     * @return {@link Outcome.NotRun} if the peer is not installed, or needs more memory than there is
     * @throws IOException if files cannot be read or written
     */
    Outcome measure(Peer peer, ImagePair pair) throws IOException;
}
