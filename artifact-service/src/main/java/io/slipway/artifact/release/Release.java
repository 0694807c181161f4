package io.slipway.artifact.release;

import java.time.Instant;
import java.util.Optional;

/** The lifecycle of a release. A transition is a method of the state that permits it. */
public sealed interface Release {

    /** What the release is. */
    ReleaseContent content();

    /** When it was drafted. */
    Instant createdAt();

    /** Takes the release back. Repeating it changes nothing. */
    Transition withdraw(String reason, Instant now);

    /** Described, but not signed: no device can install it. */
    record Draft(ReleaseContent content, Instant createdAt) implements Release {

        /** Offline-signed targets metadata names the release's images. */
        public Signed sign() {
            return new Signed(content, createdAt);
        }

        @Override
        public Transition withdraw(String reason, Instant now) {
            return Transition.silently(new Withdrawn(content, createdAt, reason, now));
        }
    }

    /** Named in signed metadata that devices cannot fetch yet. */
    record Signed(ReleaseContent content, Instant createdAt) implements Release {

        /** Devices can fetch the metadata now. */
        public Transition publish(Instant now) {
            return new Transition(
                    new Published(content, createdAt, now),
                    Optional.of(new ReleaseEvent.ReleasePublished(content, now)));
        }

        @Override
        public Transition withdraw(String reason, Instant now) {
            return Transition.silently(new Withdrawn(content, createdAt, reason, now));
        }
    }

    /** Named in metadata that devices can fetch. */
    record Published(ReleaseContent content, Instant createdAt, Instant publishedAt) implements Release {

        @Override
        public Transition withdraw(String reason, Instant now) {
            return new Transition(
                    new Withdrawn(content, createdAt, reason, now),
                    Optional.of(new ReleaseEvent.ReleaseWithdrawn(content, reason, now)));
        }
    }

    /** Not to be rolled out any more; its targets may be dropped from the metadata. */
    record Withdrawn(ReleaseContent content, Instant createdAt, String reason, Instant withdrawnAt) implements Release {

        @Override
        public Transition withdraw(String ignoredReason, Instant now) {
            return Transition.silently(this);
        }
    }

    /**
     * What came of a transition.
     *
     * @param next the state after it
     * @param event what others hear of it, empty if nothing
     */
    record Transition(Release next, Optional<ReleaseEvent> event) {

        /** No change: a late or repeated wish. */
        public static Transition ignored(Release present) {
            return silently(present);
        }

        private static Transition silently(Release next) {
            return new Transition(next, Optional.empty());
        }
    }
}
