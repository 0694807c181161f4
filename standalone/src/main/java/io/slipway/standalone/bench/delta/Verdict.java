package io.slipway.standalone.bench.delta;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A figure that was asked for, and what it is.
 *
 * @param figure in words
 * @param value what it is; empty if something was not measured
 * @param atMost what it may be
 */
public record Verdict(String figure, OptionalDouble value, double atMost) {

    /** In one word. */
    public String word() {
        if (value.isEmpty()) {
            return "not measured";
        }
        return value.getAsDouble() <= atMost ? "reached" : "missed";
    }

    /** A row of a Markdown table: figure, value, wanted, word. */
    public String row() {
        String shown = value.isPresent() ? number(value.getAsDouble()) : "–";
        return "| %s | %s | ≤ %s | %s |".formatted(figure, shown, number(atMost), word());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.3f" : "%.0f", value);
    }
}
