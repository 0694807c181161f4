package io.slipway.client.consent;

import java.io.IOException;
import java.util.Optional;

/** Keeps what was asked last over a restart and a loss of power. */
public interface AskedStore {

    /** Empty if nothing was kept, or it cannot be read: then it is asked anew. */
    Optional<Asked> load();

    /** When this returns, a loss of power does not undo it. */
    void save(Asked asked) throws IOException;
}
