package io.slipway.client.consent;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * What was asked, and what came of it.
 *
 * @param at when it was asked first; the deadline counts from here
 * @param granted whether a local program has agreed
 * @param notBefore when it is asked again after it was put off; {@code at} if it was not
 * @param seen the newest time that is known to have passed
 */
public record Asked(UUID deployment, Occasion occasion, Instant at, boolean granted, Instant notBefore, Instant seen) {

    static Asked now(UUID deployment, Occasion occasion, Instant now) {
        return new Asked(deployment, occasion, now, false, now, now);
    }

    boolean isFor(UUID otherDeployment, Occasion otherOccasion) {
        return deployment.equals(otherDeployment) && occasion == otherOccasion;
    }

    boolean isDeferredAt(Instant now) {
        return notBefore.isAfter(now);
    }

    Asked grant(Instant now) {
        return new Asked(deployment, occasion, at, true, notBefore, now);
    }

    Asked defer(Instant until, Instant now) {
        return new Asked(deployment, occasion, at, false, until, now);
    }

    /** The clock was set: what was in an hour is still in an hour. */
    Asked shift(Duration by) {
        return new Asked(deployment, occasion, at.plus(by), granted, notBefore.plus(by), seen.plus(by));
    }
}
