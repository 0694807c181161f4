package io.slipway.rollout.wave;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class WavePlanTest {

    @Test
    void an_empty_plan_is_one_wave_of_all() {
        assertThat(new WavePlan(List.of()).split(7)).containsExactly(7);
    }

    @Test
    void devices_that_no_wave_takes_form_one_more() {
        assertThat(plan(count(1), count(2)).split(5)).containsExactly(1, 2, 2);
    }

    @Test
    void counts_that_fit_exactly_need_no_further_wave() {
        assertThat(plan(count(1), count(2), count(2)).split(5)).containsExactly(1, 2, 2);
    }

    @Test
    void percentages_are_of_all_devices_and_rounded_up() {
        assertThat(plan(percent(10), percent(50)).split(15)).containsExactly(2, 8, 5);
    }

    @Test
    void waves_without_devices_disappear() {
        assertThat(plan(count(3), count(3), percent(50)).split(4)).containsExactly(3, 1);
    }

    @Test
    void nobody_makes_no_wave() {
        assertThat(plan(count(3)).split(0)).isEmpty();
    }

    @Test
    void refuses_percentages_above_a_hundred() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(percent(60), percent(41)))
                .withMessageContaining("101");
    }

    @Test
    void refuses_more_waves_than_the_limit() {
        List<WaveSize> sizes = IntStream.rangeClosed(0, WavePlan.MAX_WAVES)
                .<WaveSize>mapToObj(i -> count(1))
                .toList();

        assertThatIllegalArgumentException().isThrownBy(() -> new WavePlan(sizes));
    }

    @Test
    void refuses_a_wave_of_nobody() {
        assertThatIllegalArgumentException().isThrownBy(() -> count(0));
        assertThatIllegalArgumentException().isThrownBy(() -> percent(0));
        assertThatIllegalArgumentException().isThrownBy(() -> percent(101));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_device_is_in_exactly_one_wave_and_no_wave_is_empty(long seed) {
        // Given
        Random random = new Random(seed);
        WavePlan plan = anyPlan(random);
        int devices = random.nextInt(2_000_000);

        // When
        List<Integer> waves = plan.split(devices);

        // Then
        assertThat(waves.stream().mapToInt(Integer::intValue).sum()).isEqualTo(devices);
        assertThat(waves).allMatch(size -> size > 0);
        assertThat(waves).hasSizeLessThanOrEqualTo(plan.sizes().size() + 1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void no_wave_but_the_rest_is_larger_than_asked_for(long seed) {
        // Given
        Random random = new Random(seed);
        WavePlan plan = anyPlan(random);
        int devices = 1 + random.nextInt(10_000);

        // When
        List<Integer> waves = plan.split(devices);

        // Then
        for (int i = 0; i < Math.min(waves.size(), plan.sizes().size()); i++) {
            assertThat(waves.get(i)).isLessThanOrEqualTo(plan.sizes().get(i).of(devices));
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    private static WavePlan anyPlan(Random random) {
        List<WaveSize> sizes = new ArrayList<>();
        int percentLeft = 100;
        for (int i = random.nextInt(12); i > 0; i--) {
            int share = 1 + random.nextInt(30);
            if (random.nextBoolean() && share <= percentLeft) {
                sizes.add(percent(share));
                percentLeft -= share;
            } else {
                sizes.add(count(1 + random.nextInt(5000)));
            }
        }
        return new WavePlan(sizes);
    }

    private static WavePlan plan(WaveSize... sizes) {
        return new WavePlan(List.of(sizes));
    }

    private static WaveSize count(int devices) {
        return new WaveSize.Count(devices);
    }

    private static WaveSize percent(int percent) {
        return new WaveSize.Percent(percent);
    }
}
