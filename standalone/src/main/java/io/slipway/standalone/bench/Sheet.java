package io.slipway.standalone.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of {@code docs/benchmarks}.
 *
 * @param title of the page
 * @param command that makes it
 * @param setting what was measured, in sentences
 * @param machine on which
 * @param measured the thing itself, first the one that is meant by {@code wanted}
 * @param peers well-known programs that do the core of the same work, measured in the same run, the nearest first
 * @param wanted what the requirements ask for, in words
 */
public record Sheet(
        String title,
        String command,
        String setting,
        String machine,
        List<Series> measured,
        List<Series> peers,
        String wanted) {

    public Sheet {
        measured = List.copyOf(measured);
        peers = List.copyOf(peers);
    }

    /** The page in Markdown. */
    public String markdown() {
        return """
                # %s

                `%s` on %s

                %s

                | | runs | median | fastest–slowest | throughput |
                |---|---|---|---|---|
                %s

                Ratio of the first row to the first peer: %s. Wanted: %s.
                """.formatted(
                        title,
                        command,
                        machine,
                        setting,
                        Stream.concat(measured.stream(), peers.stream())
                                .map(Series::row)
                                .collect(Collectors.joining("\n")),
                        String.format(Locale.ROOT, "%.2f", measured.getFirst().ratioTo(peers.getFirst())),
                        wanted);
    }
}
