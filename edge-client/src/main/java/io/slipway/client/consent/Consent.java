package io.slipway.client.consent;

import java.time.Instant;
import java.util.UUID;

/** Whether an update may go on. Asking again is free and has to be done: the answer comes with time. */
public interface Consent {

    /** Nobody is asked. */
    Consent NOT_WANTED = (occasion, deployment) -> new Answer.Go();

    /** The answer so far. */
    sealed interface Answer {

        /** Now. It stays so for this occasion of this deployment, over a restart too. */
        record Go() implements Answer {}

        /**
         * Not yet.
         *
         * @param at when the answer may change by itself; a local program may change it before
         */
        record WaitUntil(Instant at) implements Answer {}
    }

    /** Returns at once, but for the writing of a small file. */
    Answer ask(Occasion occasion, UUID deployment);

    /** The update has ended: no answer is wanted any more. */
    default void end() {}
}
