package io.slipway.standalone.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DemoPlanTest {

    private static final DemoPlan PLAN = new DemoPlan(5);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"2|1,1", "3|1,1,1", "4|1,2,1", "5|1,2,2", "12|1,2,9"})
    void waves_are_one_two_and_the_rest(int devices, String waves) {
        assertThat(new DemoPlan(devices).waves())
                .containsExactlyElementsOf(
                        List.of(waves.split(",")).stream().map(Integer::valueOf).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 9, 10, 50})
    void the_sick_device_is_last_in_the_order_of_ids(int devices) {
        DemoPlan plan = new DemoPlan(devices);

        assertThat(plan.deviceIds()).hasSize(devices).isSorted();
        assertThat(plan.sickDevice()).isEqualTo(plan.deviceIds().getLast());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 51})
    void refuses_too_few_and_too_many_devices(int devices) {
        assertThatThrownBy(() -> new DemoPlan(devices)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void finds_nothing_wrong_when_all_went_as_planned() {
        assertThat(PLAN.deviations("completed", asPlanned())).isEmpty();
    }

    @Test
    void tells_a_device_that_should_have_fallen_back_and_did_not() {
        List<DeviceOutcome> outcomes = asPlanned();
        outcomes.set(4, healthy("board-5"));

        assertThat(PLAN.deviations("completed", outcomes))
                .contains("board-5 ended succeeded, not rolled-back.", "board-5 runs 2, not 1.");
    }

    @Test
    void tells_a_device_that_fell_back_and_should_not_have() {
        List<DeviceOutcome> outcomes = asPlanned();
        outcomes.set(0, sick("board-1"));

        assertThat(PLAN.deviations("completed", outcomes))
                .containsExactly("board-1 ended rolled-back, not succeeded.", "board-1 runs 1, not 2.");
    }

    @Test
    void tells_a_device_that_is_missing_and_a_rollout_that_did_not_complete() {
        assertThat(PLAN.deviations("paused", asPlanned().subList(1, 5)))
                .containsExactly("The rollout is paused, not completed.", "board-1 got no deployment.");
    }

    @Test
    void tells_a_device_that_downloaded_nothing_or_gave_no_reason() {
        List<DeviceOutcome> outcomes = asPlanned();
        outcomes.set(
                4, new DeviceOutcome("board-5", "1", "1", "rolled-back", Optional.empty(), 0, Duration.ofSeconds(1)));

        assertThat(PLAN.deviations("completed", outcomes))
                .containsExactly("board-5 gave no reason for falling back.", "board-5 downloaded nothing.");
    }

    private static List<DeviceOutcome> asPlanned() {
        return new ArrayList<>(List.of(
                healthy("board-1"), healthy("board-2"), healthy("board-3"), healthy("board-4"), sick("board-5")));
    }

    private static DeviceOutcome healthy(String id) {
        return new DeviceOutcome(id, "1", "2", "succeeded", Optional.empty(), 1000, Duration.ofSeconds(9));
    }

    private static DeviceOutcome sick(String id) {
        return new DeviceOutcome(
                id, "1", "1", "rolled-back", Optional.of("health-check-failed"), 1000, Duration.ofSeconds(9));
    }
}
