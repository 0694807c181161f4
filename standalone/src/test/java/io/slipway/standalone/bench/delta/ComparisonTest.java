package io.slipway.standalone.bench.delta;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ComparisonTest {

    private static final Outcome ABSENT = new Outcome.NotRun("not installed");
    private static final Map<Peer, Outcome> PEERS = Map.of(
            Peer.XDELTA3, costs(34_000_000, 100),
            Peer.BSDIFF, ABSENT,
            Peer.ZSTD_PATCH, costs(36_000_000, 300),
            Peer.OSTREE, costs(24_000_000, 60),
            Peer.ZCHUNK, costs(60_000_000, 10),
            Peer.RDIFF, costs(50_000_000, 10),
            Peer.ZSTD, costs(90_000_000, 200));

    @Test
    void holds_the_delta_against_the_smallest_peer_of_each_kind_that_was_measured() {
        Comparison comparison = security(costs(8_500_000, 150));

        assertThat(comparison.verdicts())
                .startsWith(
                        verdict("bytes of the delta / smallest whole-file differ (xdelta3)", 0.25, 0.27),
                        verdict("bytes of the delta / file-level peer (ostree)", 8.5 / 24, 0.4),
                        verdict("bytes of the delta / smallest streaming peer (rdiff)", 0.17, 0.2))
                .extracting(Verdict::word)
                .startsWith("reached", "reached", "reached");
    }

    @Test
    void a_delta_above_the_figure_misses_it() {
        assertThat(security(costs(9_300_000, 150)).verdicts().getFirst().word()).isEqualTo("missed");
    }

    @Test
    void generation_is_held_against_the_seconds_of_xdelta3() {
        assertThat(security(costs(1, 201)).verdicts())
                .contains(
                        verdict("seconds of generation / xdelta3", 2.01, 2),
                        verdict("processor seconds of generation / xdelta3", 2.01, 2));
    }

    @Test
    void a_major_upgrade_is_held_against_all_peers() {
        assertThat(comparison(Pair.major, costs(18_000_000, 1)).verdicts())
                .contains(verdict("bytes of the delta / smallest of all peers (ostree)", 0.75, 0.9));
    }

    @Test
    void memory_is_told_in_mebibytes() {
        assertThat(security(costs(1, 1)).verdicts()).contains(verdict("peak memory to apply, MiB", 100, 128));
    }

    @ParameterizedTest
    @EnumSource
    void without_ours_no_figure_is_reached(Pair pair) {
        assertThat(comparison(pair, ABSENT).verdicts())
                .extracting(Verdict::word)
                .contains("not measured")
                .doesNotContain("missed");
        assertThat(comparison(pair, ABSENT).verdicts())
                .filteredOn(verdict -> verdict.figure().contains("of the delta"))
                .allMatch(verdict -> verdict.value().isEmpty());
    }

    @Test
    void nothing_is_the_smallest_of_peers_that_were_not_measured() {
        Map<Peer, Outcome> none = Map.of(Peer.BSDIFF, ABSENT);

        assertThat(new Comparison(images(Pair.security), ABSENT, ABSENT, ABSENT, ABSENT, none)
                        .smallest(Set.of(Peer.Kind.WHOLE_FILE)))
                .isEmpty();
    }

    @Test
    void the_page_has_every_peer_and_says_what_was_kept_and_why_something_is_missing() {
        Comparison comparison =
                security(new Outcome.Measured(new Cost(8_500_000, 12.34, 20.5, 300 << 20, 200 << 20), true));

        assertThat(new DeltaSheet("a machine", List.of(comparison)).markdown())
                .contains("`./slipway bench delta` on a machine", "## Security update with kernel and initrd, ext4")
                .contains("| **ours, delta** | 8,500,000 | 12.3 | 20.5 | 300 MiB | kept |")
                .contains("| bsdiff | – | – | – | – | not installed |")
                .contains("| bytes of the delta / smallest whole-file differ (xdelta3) | 0.250 | ≤ 0.270 | reached |")
                .contains("Of 10 figures that were asked for");
    }

    @Test
    void every_name_of_the_command_line_is_found_again() {
        assertThat(Arrays.stream(Peer.values()))
                .allMatch(peer -> Peer.named(peer.id()).orElseThrow() == peer);
        assertThat(Arrays.stream(Form.values()))
                .allMatch(form -> Form.named(form.id()).orElseThrow() == form);
    }

    private static Comparison security(Outcome delta) {
        return comparison(Pair.security, delta);
    }

    private static Comparison comparison(Pair pair, Outcome delta) {
        Outcome decompress = costs(500_000_000, 1);
        return new Comparison(images(pair), delta, costs(91_000_000, 60), costs(500_000_000, 2), decompress, PEERS);
    }

    private static ImagePair images(Pair pair) {
        return new ImagePair(pair, Form.EXT4, Path.of("pairs", pair.name()));
    }

    private static Outcome costs(long bytes, double seconds) {
        return new Outcome.Measured(new Cost(bytes, seconds, seconds, 100 << 20, 100 << 20), false);
    }

    private static Verdict verdict(String figure, double value, double atMost) {
        return new Verdict(figure, OptionalDouble.of(value), atMost);
    }
}
