package io.slipway.standalone.bench;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SheetTest {

    private static final Series OURS = new Series("ours", 600_000_000, List.of(4.0, 2.0, 3.0));
    private static final Series PEER = new Series("peer", 600_000_000, List.of(1.5));

    @Test
    void the_middle_run_counts_and_the_spread_is_told() {
        assertThat(OURS.median()).isEqualTo(3.0);
        assertThat(OURS.row()).isEqualTo("| ours | 3 | 3.00 s | 2.00–4.00 s | 200 MB/s |");
    }

    @Test
    void the_ratio_is_that_of_the_throughputs() {
        assertThat(OURS.ratioTo(PEER)).isEqualTo(0.5);
    }

    @Test
    void the_page_names_command_machine_figures_and_goal() {
        assertThat(new Sheet(
                                "Upload",
                                "./slipway bench upload",
                                "An upload.",
                                "a machine",
                                List.of(OURS),
                                List.of(PEER),
                                "150 MB/s")
                        .markdown())
                .contains("# Upload", "`./slipway bench upload` on a machine", OURS.row(), PEER.row())
                .contains("Ratio of the first row to the first peer: 0.50. Wanted: 150 MB/s.");
    }

    @Test
    void a_series_without_runs_is_none() {
        assertThatThrownBy(() -> new Series("none", 1, List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
