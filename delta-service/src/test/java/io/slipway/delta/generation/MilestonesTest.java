package io.slipway.delta.generation;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import io.slipway.delta.generation.Progress.Phase;

import static org.assertj.core.api.Assertions.assertThat;

class MilestonesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final long TOTAL = 1_000;

    private final Milestones milestones = new Milestones(comparing(0), NOW);

    @Test
    void a_new_phase_is_one_at_once() {
        assertThat(milestones.isDue(new Progress(Phase.UPLOADING, 0, TOTAL), NOW.plusMillis(1)))
                .isTrue();
    }

    @Test
    void inside_of_a_phase_it_takes_a_twentieth_and_some_seconds() {
        assertThat(milestones.isDue(comparing(1_000), NOW.plusMillis(4_999))).isFalse();
        assertThat(milestones.isDue(comparing(49), NOW.plusSeconds(60))).isFalse();
        assertThat(milestones.isDue(comparing(50), NOW.plusSeconds(5))).isTrue();
    }

    @Test
    void progress_that_could_not_be_told_stays_due() {
        assertThat(milestones.isDue(comparing(60), NOW.plusSeconds(5))).isTrue();
        assertThat(milestones.isDue(comparing(60), NOW.plusSeconds(6))).isTrue();

        milestones.told(comparing(60), NOW.plusSeconds(6));

        assertThat(milestones.isDue(comparing(60), NOW.plusSeconds(60))).isFalse();
    }

    @Test
    void there_are_at_most_twenty_in_a_phase_however_long_it_takes() {
        int told = 0;
        for (int second = 1; second <= 100_000; second++) {
            Progress progress = comparing(TOTAL * second / 100_000);
            if (milestones.isDue(progress, NOW.plusSeconds(second))) {
                milestones.told(progress, NOW.plusSeconds(second));
                told++;
            }
        }
        assertThat(told).isEqualTo(20);
    }

    @Test
    void there_is_at_most_one_every_five_seconds_however_quick_a_phase_is() {
        int told = 0;
        for (int second = 1; second <= 20; second++) {
            Progress progress = comparing(TOTAL * second / 20);
            if (milestones.isDue(progress, NOW.plusSeconds(second))) {
                milestones.told(progress, NOW.plusSeconds(second));
                told++;
            }
        }
        assertThat(told).isEqualTo(4);
    }

    @Test
    void nothing_to_do_is_no_progress() {
        Milestones empty = new Milestones(new Progress(Phase.UPLOADING, 0, 0), NOW);

        assertThat(empty.isDue(new Progress(Phase.UPLOADING, 0, 0), NOW.plusSeconds(60)))
                .isFalse();
    }

    private static Progress comparing(long done) {
        return new Progress(Phase.COMPARING, done, TOTAL);
    }
}
