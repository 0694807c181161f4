package io.slipway.rollout.wave;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.slipway.rollout.deployment.Stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SuccessThresholdTest {

    private static final SuccessThreshold NINETY = new SuccessThreshold(90);

    @Test
    void waits_while_it_is_undecided() {
        assertThat(NINETY.judge(wave(10, Map.of(Stage.SUCCEEDED, 8, Stage.INSTALLING, 2))))
                .isInstanceOf(Gate.Waiting.class);
    }

    @Test
    void opens_as_soon_as_the_rest_cannot_change_it() {
        assertThat(NINETY.judge(wave(10, Map.of(Stage.SUCCEEDED, 9, Stage.OFFERED, 1))))
                .isInstanceOf(Gate.Open.class);
    }

    @Test
    void shuts_as_soon_as_it_cannot_be_reached_any_more() {
        Gate gate = NINETY.judge(wave(10, Map.of(Stage.FAILED, 1, Stage.ROLLED_BACK, 1, Stage.OFFERED, 8)));

        assertThat(gate).isInstanceOfSatisfying(Gate.Shut.class, shut -> {
            assertThat(shut.reason().code()).isEqualTo("success-threshold-missed");
            assertThat(shut.reason().detail()).contains("wave 1", "2 of 10", "90%");
        });
    }

    @Test
    void a_device_that_refuses_counts_against_it() {
        assertThat(new SuccessThreshold(100).judge(wave(2, Map.of(Stage.SUCCEEDED, 1, Stage.REJECTED, 1))))
                .isInstanceOf(Gate.Shut.class);
    }

    @Test
    void skipped_and_cancelled_devices_say_nothing() {
        WaveTally wave = new WaveTally(1, 5, Map.of(Stage.SUCCEEDED, 2, Stage.REJECTED, 2, Stage.CANCELLED, 1), 2);

        assertThat(new SuccessThreshold(100).judge(wave)).isInstanceOf(Gate.Open.class);
    }

    @Test
    void a_wave_of_skipped_devices_holds_nobody_up() {
        assertThat(NINETY.judge(new WaveTally(1, 3, Map.of(Stage.REJECTED, 3), 3)))
                .isInstanceOf(Gate.Open.class);
    }

    @Test
    void refuses_percentages_outside_1_to_100() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SuccessThreshold(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new SuccessThreshold(101));
    }

    /** Outcomes arrive one by one in any order; a verdict that fell must still be right at the end. */
    @ParameterizedTest
    @MethodSource("seeds")
    void a_verdict_never_changes_and_falls_at_the_latest_with_the_last_outcome(long seed) {
        // Given
        Random random = new Random(seed);
        SuccessThreshold threshold = new SuccessThreshold(1 + random.nextInt(100));
        List<Stage> outcomes = anyOutcomes(random);
        Map<Stage, Integer> counts = new EnumMap<>(Stage.class);
        counts.put(Stage.SCHEDULED, outcomes.size());
        Class<?> verdict = Gate.Waiting.class;

        // When
        for (Stage outcome : outcomes) {
            counts.merge(Stage.SCHEDULED, -1, Integer::sum);
            counts.merge(outcome, 1, Integer::sum);
            Gate gate = threshold.judge(wave(outcomes.size(), counts));
            // Then
            if (verdict != Gate.Waiting.class) {
                assertThat(gate).isInstanceOf(verdict);
            }
            verdict = gate.getClass();
        }
        assertThat(verdict).isNotEqualTo(Gate.Waiting.class);
        long succeeded = Collections.frequency(outcomes, Stage.SUCCEEDED);
        assertThat(verdict == Gate.Open.class)
                .isEqualTo(succeeded * 100 >= (long) threshold.percent() * outcomes.size());
    }

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    private static List<Stage> anyOutcomes(Random random) {
        Stage[] possible = {
            Stage.SUCCEEDED, Stage.SUCCEEDED, Stage.SUCCEEDED, Stage.FAILED, Stage.ROLLED_BACK, Stage.REJECTED
        };
        List<Stage> outcomes = new ArrayList<>();
        for (int i = 1 + random.nextInt(60); i > 0; i--) {
            outcomes.add(possible[random.nextInt(possible.length)]);
        }
        return outcomes;
    }

    private static WaveTally wave(int devices, Map<Stage, Integer> counts) {
        return new WaveTally(1, devices, counts, 0);
    }
}
