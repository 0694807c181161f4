package io.slipway.standalone.bench;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FigureTest {

    @Test
    void is_judged_by_its_middle_value() {
        assertThat(new Figure("idle", "MiB", List.of(30.0, 20.0, 24.9), 25).isMet())
                .isTrue();
        assertThat(new Figure("idle", "MiB", List.of(20.0, 25.1), 25).isMet()).isFalse();
    }

    @Test
    void says_how_far_the_values_are_apart() {
        assertThat(new Figure("idle", "MiB", List.of(30.0, 20.0, 24.96), 25).row())
                .isEqualTo("| idle | 3 | 25.0 MiB | 20.0–30.0 MiB | ≤ 25 MiB: reached |");
    }

    @Test
    void is_never_missed_where_nothing_was_wanted() {
        Figure figure = new Figure("of that anonymous", "MiB", List.of(9.0), Double.NaN);

        assertThat(figure.isMet()).isTrue();
        assertThat(figure.row()).endsWith("| 9.0–9.0 MiB |  |");
    }
}
