package io.slipway.standalone.bench.delta;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The page {@code docs/benchmarks/delta.md}.
 *
 * @param machine on which it was measured
 * @param comparisons in the order of the page
 */
public record DeltaSheet(String machine, List<Comparison> comparisons) {

    private static final double MEBIBYTE = 1 << 20;

    public DeltaSheet {
        comparisons = List.copyOf(comparisons);
    }

    /** The page in Markdown. */
    public String markdown() {
        return """
                # Delta

                `./slipway bench delta` on %s

                How many bytes an update needs: pairs of real Debian images (`standalone/src/main/scripts/delta-pairs.sh` makes them and says what is inside),
                ours beside the programs that others build on. Seconds are those of making the delta; the machine is shared, so compare processor seconds.
                Each section was measured in one run, `--add` keeps those of earlier ones. Rows that are marked *kept* were measured in an earlier run over the same bytes with the same program. Peak memory is that of the largest process,
                with the pages of mapped files that it looked at: images and what is spilled to disk, which the system takes back when it needs room.
                What a streaming peer would download is counted with its index; chunks are counted as the peer compresses them.

                %s
                %s""".formatted(
                        machine,
                        summary(),
                        comparisons.stream().map(DeltaSheet::section).collect(Collectors.joining("\n")));
    }

    private String summary() {
        List<Verdict> verdicts = comparisons.stream()
                .flatMap(comparison -> comparison.verdicts().stream())
                .toList();
        return "Of %d figures that were asked for, %d were reached, %d missed, %d not measured.\n"
                .formatted(
                        verdicts.size(),
                        count(verdicts, "reached"),
                        count(verdicts, "missed"),
                        count(verdicts, "not measured"));
    }

    private static long count(List<Verdict> verdicts, String word) {
        return verdicts.stream().filter(verdict -> verdict.word().equals(word)).count();
    }

    private static String section(Comparison comparison) {
        return """
                ## %s, %s

                | | bytes | seconds | processor seconds | peak memory | |
                |---|--:|--:|--:|--:|---|
                %s
                %s
                %s

                | applying | bytes | seconds | processor seconds | peak memory | |
                |---|--:|--:|--:|--:|---|
                %s
                %s

                | figure | is | wanted | |
                |---|--:|--:|---|
                %s
                """.formatted(
                        comparison.images().pair().title(),
                        comparison.images().form().id(),
                        row("**ours, delta**", comparison.delta()),
                        row("**ours, full**", comparison.full()),
                        comparison.peers().entrySet().stream()
                                .map(entry -> row(entry.getKey().title(), entry.getValue()))
                                .collect(Collectors.joining("\n")),
                        row("**ours, delta**", comparison.apply()),
                        row("`zstd -d` of the full image", comparison.decompress()),
                        comparison.verdicts().stream().map(Verdict::row).collect(Collectors.joining("\n")));
    }

    private static String row(String title, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Measured(Cost cost, boolean kept) ->
                String.format(
                        Locale.ROOT,
                        "| %s | %,d | %.1f | %.1f | %.0f MiB | %s |",
                        title,
                        cost.bytes(),
                        cost.seconds(),
                        cost.processorSeconds(),
                        cost.peakMemory() / MEBIBYTE,
                        kept ? "kept" : "");
            case Outcome.NotRun(String reason) -> "| %s | – | – | – | – | %s |".formatted(title, reason);
        };
    }
}
