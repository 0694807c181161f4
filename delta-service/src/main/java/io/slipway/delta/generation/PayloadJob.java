package io.slipway.delta.generation;

import java.time.Instant;
import java.util.Optional;

/**
 * The life of the full payload of one image: queued → generating → ready | rejected; cancelled while queued if nobody wants it any more.
 *
 * <p>A transition is a method of the state that permits it and returns the next state. What comes late or twice finds a state that ignores it.
 */
public sealed interface PayloadJob {

    /** The image that the payload makes. */
    Image image();

    /**
     * The job after a release asked for the image's payload.
     *
     * @param known the job so far, if there is one
     */
    static PayloadJob requested(Optional<PayloadJob> known, Image image, Instant now) {
        if (known.isEmpty()) {
            return new Queued(image, 0, now);
        }
        return switch (known.get()) {
            case Queued queued -> queued;
            case Generating generating -> generating;
            case Ready ready -> ready;
            // Publishing the image again is how an operator asks for another try.
            case Rejected rejected -> new Queued(rejected.image(), 0, now);
            case Cancelled cancelled -> new Queued(cancelled.image(), 0, now);
        };
    }

    /** The job after the last release that wanted it was withdrawn. Work that is under way is finished: the payload may be wanted again. */
    default PayloadJob noLongerWanted() {
        return switch (this) {
            case Queued queued -> new Cancelled(queued.image());
            case Generating generating -> generating;
            case Ready ready -> ready;
            case Rejected rejected -> rejected;
            case Cancelled cancelled -> cancelled;
        };
    }

    /**
     * Waits for a worker.
     *
     * @param failures attempts that failed
     * @param notBefore when the next attempt may begin
     */
    record Queued(Image image, int failures, Instant notBefore) implements PayloadJob {

        /** A worker begins. */
        public Generating leased(Lease lease) {
            return new Generating(image, failures, lease);
        }
    }

    /**
     * A worker is at it.
     *
     * @param failures attempts that failed before this one
     * @param lease the worker's right to it
     */
    record Generating(Image image, int failures, Lease lease) implements PayloadJob {

        /** The payload is stored. */
        public Ready succeeded(StoredPayload payload) {
            return new Ready(image, payload);
        }

        /** The image cannot have a payload, however often it is tried. */
        public Rejected refused(Reason reason) {
            return new Rejected(image, reason);
        }

        /** Something failed that may pass: another attempt after a pause, or none if it was the last. */
        public PayloadJob failed(Reason reason, RetryPolicy policy, Instant now) {
            int failed = failures + 1;
            return policy.isExhausted(failed)
                    ? new Rejected(image, reason)
                    : new Queued(image, failed, now.plus(policy.pauseAfter(failed)));
        }

        /** The worker stops in order and gives the job back; that is no failure. */
        public Queued stopped(Instant now) {
            return new Queued(image, failures, now);
        }

        /**
         * Another worker takes over because the lease ran out: the process crashed or was stopped. It counts as a failed attempt, so that an image
         * that kills its worker does not do so for ever.
         */
        public PayloadJob takenOver(Lease newLease, RetryPolicy policy) {
            int failed = failures + 1;
            return policy.isExhausted(failed)
                    ? new Rejected(
                            image,
                            new Reason(
                                    "generation-interrupted",
                                    "the process that made the payload ended before it was done, %d times"
                                            .formatted(failed)))
                    : new Generating(image, failed, newLease);
        }
    }

    /**
     * The payload exists.
     *
     * @param payload where it is
     */
    record Ready(Image image, StoredPayload payload) implements PayloadJob {}

    /**
     * There is no payload.
     *
     * @param reason why
     */
    record Rejected(Image image, Reason reason) implements PayloadJob {}

    /** Nobody wanted the payload any more before it was begun. */
    record Cancelled(Image image) implements PayloadJob {}
}
