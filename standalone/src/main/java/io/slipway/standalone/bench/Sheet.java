package io.slipway.standalone.bench;

import java.util.Locale;

/**
 * A page of {@code docs/benchmarks}.
 *
 * @param title of the page
 * @param command that makes it
 * @param setting what was measured, in sentences
 * @param machine on which
 * @param measured the thing itself
 * @param peer a well-known program that does the core of the same work, measured in the same run
 * @param wanted what the requirements ask for, in words
 */
public record Sheet(
        String title, String command, String setting, String machine, Series measured, Series peer, String wanted) {

    /** The page in Markdown. */
    public String markdown() {
        return """
                # %s

                `%s` on %s

                %s

                | | runs | median | fastest–slowest | throughput |
                |---|---|---|---|---|
                %s
                %s

                Ratio of Slipway to the peer: %s. Wanted: %s.
                """.formatted(
                        title,
                        command,
                        machine,
                        setting,
                        measured.row(),
                        peer.row(),
                        String.format(Locale.ROOT, "%.2f", measured.ratioTo(peer)),
                        wanted);
    }
}
