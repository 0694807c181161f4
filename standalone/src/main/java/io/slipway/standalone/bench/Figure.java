package io.slipway.standalone.bench;

import java.util.List;
import java.util.Locale;

/**
 * One thing measured several times, where less is better.
 *
 * @param what was measured
 * @param unit of the values, for example {@code MiB}
 * @param values in the order in which they were measured
 * @param most that is wanted, by the middle value; NaN where nothing was asked for
 */
public record Figure(String what, String unit, List<Double> values, double most) {

    public Figure {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a figure has at least one value");
        }
    }

    /** The middle value (the larger of the two middle ones if their number is even). */
    public double median() {
        return sorted().get(values.size() / 2);
    }

    /** Whether that is what was wanted, or nothing was. */
    public boolean isMet() {
        return Double.isNaN(most) || median() <= most;
    }

    /** A row of a Markdown table: what, number of values, median, least and most, what was wanted. */
    public String row() {
        List<Double> sorted = sorted();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.1f %s | %.1f–%.1f %s | %s |",
                what,
                values.size(),
                median(),
                unit,
                sorted.getFirst(),
                sorted.getLast(),
                unit,
                wanted());
    }

    private String wanted() {
        return Double.isNaN(most)
                ? ""
                : String.format(Locale.ROOT, "≤ %.0f %s: %s", most, unit, isMet() ? "reached" : "missed");
    }

    private List<Double> sorted() {
        return values.stream().sorted().toList();
    }
}
