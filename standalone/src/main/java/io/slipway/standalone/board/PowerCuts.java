package io.slipway.standalone.board;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Says when the power fails: a number of times, each at a random moment after a start. The same seed gives the same moments. Not thread-safe. */
public final class PowerCuts {

    private final RandomGenerator random;
    private final Duration window;
    private int left;

    /**
     * @param count cuts in all
     * @param window longest time from a start to a cut
     */
    public PowerCuts(int count, Duration window, long seed) {
        this.left = count;
        this.window = window;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** Power that never fails. */
    public static PowerCuts none() {
        return new PowerCuts(0, Duration.ofSeconds(1), 0);
    }

    /** How long after the start that is about to happen the power fails, if it does. */
    public Optional<Duration> next() {
        if (left == 0) {
            return Optional.empty();
        }
        left--;
        return Optional.of(Duration.ofMillis(random.nextLong(window.toMillis() + 1)));
    }
}
