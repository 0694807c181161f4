package io.slipway.delta.generation;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The life of one payload: queued → generating → ready | full-is-smaller | rejected | failed; cancelled before that if nobody wants it any more. A full
 * payload that is ready may become cold, and is ready again, or queued, when it is wanted.
 *
 * <p>A transition is a method of the state that permits it and returns the next state. What comes late or twice finds a state that ignores it.
 */
public sealed interface PayloadJob {

    /** What the payload is made from, and the image that it makes. */
    Way way();

    /**
     * The job after somebody asked for the payload: a release, a device or an operator.
     *
     * @param known the job so far, if there is one
     */
    static PayloadJob requested(Optional<PayloadJob> known, Way way, Instant now) {
        if (known.isEmpty()) {
            return new Queued(way, 0, now);
        }
        return switch (known.get()) {
            case Queued queued -> queued;
            case Generating generating -> generating;
            // What is proven of a chain is not for ever: objects may get lost.
            case Ready ready -> ready.way() instanceof Way.Back ? new Queued(ready.way(), 0, now) : ready;
            case Cold cold -> cold.warmed(now);
            // The same two images give the same delta again.
            case FullIsSmaller smaller -> smaller;
            // Publishing the image again is how an operator asks for another try.
            case Rejected rejected -> new Queued(rejected.way(), 0, now);
            case Failed failed -> new Queued(failed.way(), 0, now);
            case Cancelled cancelled -> new Queued(cancelled.way(), 0, now);
        };
    }

    /** The job after the last release that wanted it was withdrawn. A worker that is at it stops when it finds its lease gone. */
    default PayloadJob noLongerWanted() {
        return switch (this) {
            case Queued queued -> new Cancelled(queued.way());
            case Generating generating -> new Cancelled(generating.way());
            case Ready ready -> ready;
            case Cold cold -> cold;
            case FullIsSmaller smaller -> smaller;
            case Rejected rejected -> rejected;
            case Failed failed -> failed;
            case Cancelled cancelled -> cancelled;
        };
    }

    /**
     * Waits for a worker.
     *
     * @param failures attempts that failed
     * @param notBefore when the next attempt may begin
     */
    record Queued(Way way, int failures, Instant notBefore) implements PayloadJob {

        /** A worker begins. */
        public Generating leased(Lease lease) {
            return new Generating(way, failures, lease);
        }
    }

    /**
     * A worker is at it.
     *
     * @param failures attempts that failed before this one
     * @param lease the worker's right to it
     */
    record Generating(Way way, int failures, Lease lease) implements PayloadJob {

        /** The payload is stored. */
        public Ready succeeded(StoredPayload payload) {
            return new Ready(way, payload);
        }

        /** The delta was made and does not pay. */
        public FullIsSmaller notWorthwhile(Sizes sizes) {
            return new FullIsSmaller(way, sizes);
        }

        /** There cannot be such a payload, however often it is tried. */
        public Rejected refused(Reason reason) {
            return new Rejected(way, reason);
        }

        /** Something failed that may pass: another attempt after a pause, or none if it was the last. */
        public PayloadJob failed(Reason reason, RetryPolicy policy, Instant now) {
            int failed = failures + 1;
            return policy.isExhausted(failed)
                    ? new Failed(way, reason)
                    : new Queued(way, failed, now.plus(policy.pauseAfter(failed)));
        }

        /** The worker stops in order and gives the job back; that is no failure. */
        public Queued stopped(Instant now) {
            return new Queued(way, failures, now);
        }

        /**
         * Another worker takes over because the lease ran out: the process crashed or was stopped. It counts as a failed attempt, so that an image
         * that kills its worker does not do so for ever.
         */
        public PayloadJob takenOver(Lease newLease, RetryPolicy policy) {
            int failed = failures + 1;
            return policy.isExhausted(failed)
                    ? new Failed(
                            way,
                            new Reason(
                                    "generation-interrupted",
                                    "the process that made the payload ended before it was done, %d times"
                                            .formatted(failed)))
                    : new Generating(way, failed, newLease);
        }
    }

    /**
     * The payload exists.
     *
     * @param payload where it is
     */
    record Ready(Way way, StoredPayload payload) implements PayloadJob {

        /**
         * Nobody has wanted the full payload for long, and the image can be made without it.
         *
         * @param base the newer version from which a delta leads back to the image
         */
        public Cold cooled(Image base) {
            return new Cold(way, payload, base, Remains.STORED);
        }
    }

    /**
     * The full payload is not kept; the image is, as the delta from a newer version.
     *
     * @param payload what was made, and will be made again, of the image
     * @param base the newer version
     * @param remains whether the payload is still in the store
     */
    record Cold(Way way, StoredPayload payload, Image base, Remains remains) implements PayloadJob {

        /** Checks that it is a full payload. */
        public Cold {
            if (!(way instanceof Way.Full)) {
                throw new IllegalArgumentException("only full payloads become cold, not " + way.key());
            }
        }

        /** Somebody wants the payload. While it is stored no work is needed. */
        public PayloadJob warmed(Instant now) {
            return remains == Remains.STORED ? new Ready(way, payload) : new Queued(way, 0, now);
        }

        /** The payload is about to be removed from the store; from now on it counts as gone. */
        public Cold leaving() {
            return new Cold(way, payload, base, Remains.LEAVING);
        }

        /** The payload was removed from the store. */
        public Cold removed() {
            return new Cold(way, payload, base, Remains.REMOVED);
        }
    }

    /** What is in the store of the payload of a cold image. */
    enum Remains {
        /** All of it. */
        STORED,
        /** Perhaps all of it, perhaps nothing: it is being removed. */
        LEAVING,
        /** Nothing. */
        REMOVED
    }

    /**
     * The delta is not clearly smaller than the full payload; it was thrown away.
     *
     * @param sizes what was measured
     */
    record FullIsSmaller(Way way, Sizes sizes) implements PayloadJob {

        /** What devices' operators are told. */
        public Reason reason() {
            return new Reason(
                    "full-is-smaller",
                    String.format(
                            Locale.ROOT,
                            "the delta has %d bytes, %.2f of the full payload's %d: that does not pay",
                            sizes.delta(),
                            sizes.ratio(),
                            sizes.full()));
        }
    }

    /**
     * There can be no such payload.
     *
     * @param reason why
     */
    record Rejected(Way way, Reason reason) implements PayloadJob {}

    /**
     * There is no payload because all attempts failed.
     *
     * @param reason what happened the last time
     */
    record Failed(Way way, Reason reason) implements PayloadJob {}

    /** Nobody wanted the payload any more before it was there. */
    record Cancelled(Way way) implements PayloadJob {}
}
