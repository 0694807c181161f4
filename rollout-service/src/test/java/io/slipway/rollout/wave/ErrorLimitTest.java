package io.slipway.rollout.wave;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ErrorLimitTest {

    @ParameterizedTest
    @CsvSource({"0,0,false", "0,1,true", "2,2,false", "2,3,true"})
    void a_count_is_borne_and_one_more_is_not(int limit, int failures, boolean exceeded) {
        assertThat(new ErrorLimit.Count(limit).exceededBy(failures, 100)).isEqualTo(exceeded);
    }

    @ParameterizedTest
    @CsvSource({"10,1,10,false", "10,2,10,true", "10,1,9,true", "0,0,5,false", "0,1,5,true", "100,5,5,false"})
    void a_share_is_of_all_devices_of_the_rollout(int percent, int failures, int devices, boolean exceeded) {
        assertThat(new ErrorLimit.Percent(percent).exceededBy(failures, devices))
                .isEqualTo(exceeded);
    }

    @Test
    void refuses_what_is_no_limit() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ErrorLimit.Count(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ErrorLimit.Percent(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ErrorLimit.Percent(101));
    }
}
