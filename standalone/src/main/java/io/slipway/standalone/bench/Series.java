package io.slipway.standalone.bench;

import java.util.List;
import java.util.Locale;

/**
 * The same thing measured several times.
 *
 * @param what was done
 * @param bytes that each run handled
 * @param seconds of each run, in the order of the runs
 */
public record Series(String what, long bytes, List<Double> seconds) {

    private static final double MEGABYTE = 1_000_000;

    public Series {
        seconds = List.copyOf(seconds);
        if (seconds.isEmpty()) {
            throw new IllegalArgumentException("a series has at least one run");
        }
    }

    /** The middle run (the slower of the two middle ones if their number is even), in seconds. */
    public double median() {
        return sorted().get(seconds.size() / 2);
    }

    /** Megabytes (10^6 bytes) per second of the middle run. */
    public double megabytesPerSecond() {
        return bytes / MEGABYTE / median();
    }

    /** How many times as fast as the other series, by the middle runs and per byte. */
    public double ratioTo(Series other) {
        return megabytesPerSecond() / other.megabytesPerSecond();
    }

    /** A row of a Markdown table: what, runs, median, fastest and slowest run, throughput. */
    public String row() {
        List<Double> sorted = sorted();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.2f s | %.2f–%.2f s | %.0f MB/s |",
                what,
                seconds.size(),
                median(),
                sorted.getFirst(),
                sorted.getLast(),
                megabytesPerSecond());
    }

    private List<Double> sorted() {
        return seconds.stream().sorted().toList();
    }
}
