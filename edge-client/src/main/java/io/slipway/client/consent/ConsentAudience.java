package io.slipway.client.consent;

import java.time.Instant;
import java.util.Optional;

/** Hears when an answer is wanted. Must not wait for anything. */
public interface ConsentAudience {

    /**
     * An answer is wanted, or wanted anew, or it was put off.
     *
     * @param deadline when the update goes on without one; none for never
     */
    void wanted(Asked asked, Optional<Instant> deadline);

    /** The update goes on. */
    void settled();
}
