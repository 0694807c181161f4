package io.slipway.client.consent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.slipway.client.time.MonotonicTime;

/** The wall clock, and by how much it was set since the last look. One thread. */
public final class SteadyClock {

    /** What a clock is corrected by in small steps all the time. */
    private static final Duration DRIFT = Duration.ofMinutes(1);

    private final Clock wall;
    private final MonotonicTime time;
    private @Nullable Instant lastWall;
    private long lastNanos;

    public SteadyClock(Clock wall, MonotonicTime time) {
        this.wall = wall;
        this.time = time;
    }

    /**
     * A look at the clock.
     *
     * @param jump by which moments noted before have to be moved to stay as far away as they were; zero if the clock was not set
     */
    record Reading(Instant now, Duration jump) {}

    /** @param floor a time that had passed before the first look; a clock behind it was not set since the start of the machine */
    Reading read(Instant floor) {
        Instant now = wall.instant();
        long nanos = time.nanos();
        Duration jump;
        if (lastWall == null) {
            jump = now.isBefore(floor) ? Duration.between(floor, now) : Duration.ZERO;
        } else {
            Duration difference = Duration.between(lastWall, now).minusNanos(nanos - lastNanos);
            jump = difference.abs().compareTo(DRIFT) > 0 ? difference : Duration.ZERO;
        }
        lastWall = now;
        lastNanos = nanos;
        return new Reading(now, jump);
    }
}
