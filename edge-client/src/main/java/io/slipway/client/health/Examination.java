package io.slipway.client.health;

import java.util.Map;

/** Decides whether the system that runs on trial is fit to stay. */
public interface Examination {

    /**
     * Blocks until that is decided.
     *
     * @param context variables that tell programs which system is on trial
     */
    Verdict examine(Map<String, String> context) throws InterruptedException;
}
