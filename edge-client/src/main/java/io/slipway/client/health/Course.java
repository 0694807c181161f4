package io.slipway.client.health;

import java.time.Duration;
import java.util.OptionalLong;

import io.slipway.client.time.MonotonicTime;

/** How one check has gone so far. Moments are nanoseconds of a {@link MonotonicTime}. One thread. */
final class Course {

    private final HealthCheck check;
    private final long start;
    private long nextAt;
    private long lastBegun;
    private OptionalLong passingSince = OptionalLong.empty();

    Course(HealthCheck check, long start) {
        this.check = check;
        this.start = start;
        this.nextAt = start;
        this.lastBegun = start;
    }

    HealthCheck check() {
        return check;
    }

    long nextAt() {
        return nextAt;
    }

    long lastBegun() {
        return lastBegun;
    }

    boolean passes() {
        return passingSince.isPresent();
    }

    /** Nanoseconds since the first of the last attempts that all passed; zero if the last one failed. */
    long passingFor(long now) {
        return passingSince.isPresent() ? now - passingSince.getAsLong() : 0;
    }

    void begin(long now) {
        lastBegun = now;
    }

    void end(Verdict verdict, long now) {
        switch (verdict) {
            case Verdict.Healthy _ -> passingSince = passes() ? passingSince : OptionalLong.of(now);
            case Verdict.Unhealthy _ -> passingSince = OptionalLong.empty();
        }
        nextAt = now + check.pace().interval().toNanos();
    }

    /** Whether a failure counts at {@code now}. An up-time without a deadline is waited for: it comes, or another check fails. */
    boolean isOver(long now) {
        Duration deadline = check.pace().deadline();
        if (deadline.isZero()) {
            return !(check.probe() instanceof Probe.UpTime);
        }
        return now - start >= deadline.toNanos();
    }

    void notLaterThan(long moment) {
        if (nextAt - moment > 0) {
            nextAt = moment;
        }
    }
}
