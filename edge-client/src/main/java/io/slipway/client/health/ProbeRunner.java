package io.slipway.client.health;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Looks once at one kind of thing.
 *
 * @param <P> what it looks at
 */
public interface ProbeRunner<P extends Probe> {

    /**
     * Blocks for about {@code timeout} at most.
     *
     * @param context variables that tell programs which system is on trial
     * @return what is wrong, as the rest of a sentence that begins with the name of the check; empty if all is well
     */
    Optional<String> complaint(P probe, Duration timeout, Map<String, String> context) throws InterruptedException;
}
