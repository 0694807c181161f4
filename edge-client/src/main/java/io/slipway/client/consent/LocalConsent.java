package io.slipway.client.consent;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.slipway.client.consent.Consent.Answer.Go;
import io.slipway.client.consent.Consent.Answer.WaitUntil;
import io.slipway.client.log.EventLog;

/**
 * Asks local programs. Until one grants it, the update waits, at most until the deadline; each can put it off, but not beyond the deadline, and put off a
 * grant that has not been acted on. What was asked and answered is kept over a restart.
 *
 * <p>Times are those of the wall clock, which devices without a battery set late: a jump while the client runs moves the deadline along, and a clock that
 * begins before the last time known goes on from there. Safe for use by several threads.
 */
public final class LocalConsent implements Consent {

    private static final Duration LONGEST_DEFERRAL = Duration.ofDays(30);
    private static final Duration ASK_AGAIN = Duration.ofHours(1);

    private final Settings settings;
    private final AskedStore store;
    private final ConsentAudience audience;
    private final SteadyClock clock;
    private final EventLog log;
    private Optional<Asked> last;
    private boolean waiting;

    /**
     * What is asked for.
     *
     * @param deadline from the question to when the update goes on without an answer; none for never
     */
    public record Settings(Set<Occasion> required, Optional<Duration> deadline) {

        public Settings {
            required = Set.copyOf(required);
        }
    }

    public LocalConsent(
            Settings settings, AskedStore store, ConsentAudience audience, SteadyClock clock, EventLog log) {
        this.settings = settings;
        this.store = store;
        this.audience = audience;
        this.clock = clock;
        this.log = log;
        this.last = store.load();
    }

    @Override
    public synchronized Answer ask(Occasion occasion, UUID deployment) {
        if (!settings.required().contains(occasion)) {
            return new Go();
        }
        Instant now = moved();
        Asked asked = last.filter(a -> a.isFor(deployment, occasion)).orElse(null);
        if (asked == null) {
            asked = keep(Asked.now(deployment, occasion, now));
        }
        Optional<Instant> deadline = settings.deadline().map(asked.at()::plus);
        if (asked.granted() || deadline.filter(d -> !now.isBefore(d)).isPresent()) {
            if (waiting) {
                log.info("update goes on", "deploymentId", deployment, "consent", asked.granted() ? "granted" : "due");
                audience.settled();
            }
            waiting = false;
            return new Go();
        }
        boolean deferralIsOver = !asked.notBefore().equals(asked.at()) && !asked.isDeferredAt(now);
        if (deferralIsOver) {
            asked = keep(asked.defer(asked.at(), now));
        }
        if (!waiting || deferralIsOver) {
            waiting = true;
            log.info("update waits for consent", "deploymentId", deployment, "occasion", occasion);
            audience.wanted(asked, deadline);
        }
        return new WaitUntil(asked.isDeferredAt(now) ? asked.notBefore() : deadline.orElse(now.plus(ASK_AGAIN)));
    }

    @Override
    public synchronized void end() {
        waiting = false;
    }

    /** A local program agrees. False if nothing waits for that. */
    public synchronized boolean grant() throws IOException {
        if (!waiting || last.isEmpty()) {
            return false;
        }
        Asked granted = last.get().grant(moved());
        store.save(granted);
        last = Optional.of(granted);
        return true;
    }

    /**
     * A local program wants the update to wait.
     *
     * @param time at most 30 days; cut at the deadline
     * @return when the question comes again; empty if nothing waits for an answer
     */
    public synchronized Optional<Instant> defer(Duration time) throws IOException {
        if (time.isNegative() || time.isZero() || time.compareTo(LONGEST_DEFERRAL) > 0) {
            throw new IllegalArgumentException("An update is put off for up to 30 days, not " + time);
        }
        if (!waiting || last.isEmpty()) {
            return Optional.empty();
        }
        Instant now = moved();
        Asked asked = last.get();
        Optional<Instant> deadline = settings.deadline().map(asked.at()::plus);
        Instant wanted = now.plus(time);
        Instant until = deadline.filter(wanted::isAfter).orElse(wanted);
        Asked deferred = asked.defer(until, now);
        store.save(deferred);
        last = Optional.of(deferred);
        audience.wanted(deferred, deadline);
        return Optional.of(until);
    }

    /** The time now, after what was asked has followed a clock that was set. */
    private Instant moved() {
        Instant floor = last.map(Asked::seen).orElse(Instant.MIN);
        SteadyClock.Reading reading = clock.read(floor);
        if (!reading.jump().isZero()) {
            last = last.map(asked -> keep(asked.shift(reading.jump())));
        }
        return reading.now();
    }

    /** Where it cannot be kept, a restart asks anew: the update waits longer, but does not surprise anybody. */
    private Asked keep(Asked asked) {
        last = Optional.of(asked);
        try {
            store.save(asked);
        } catch (IOException e) {
            log.warn("what was asked could not be kept", "cause", e);
        }
        return asked;
    }
}
