package io.slipway.client.health.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.slipway.client.health.ExamineSystem;
import io.slipway.client.health.HealthCheck;
import io.slipway.client.health.Verdict;
import io.slipway.client.health.Verdict.Healthy;
import io.slipway.client.health.Verdict.Unhealthy;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessCheckRunnerTest {

    @Test
    void passes_when_the_command_ends_with_zero() throws InterruptedException {
        assertThat(examine("true", "test \"$SLIPWAY_SLOT\" = b")).isEqualTo(new Healthy());
    }

    @Test
    void fails_with_the_exit_code_and_the_last_words() throws InterruptedException {
        assertThat(examine("echo no route to host >&2; exit 3"))
                .isEqualTo(new Unhealthy("check 'check-0' ended with exit code 3: no route to host"));
    }

    @Test
    void fails_if_one_of_several_fails() throws InterruptedException {
        assertThat(examine("true", "false", "true")).isInstanceOf(Unhealthy.class);
    }

    @Test
    void kills_a_check_that_does_not_end_with_all_it_started() throws InterruptedException {
        // Given
        HealthCheck endless = new HealthCheck("endless", "sleep 3600 & sleep 3600", Duration.ofMillis(300));

        // When
        Verdict verdict = new ProcessCheckRunner().run(endless, Map.of());

        // Then
        assertThat(verdict).isEqualTo(new Unhealthy("check 'endless' did not end within 300 ms"));
    }

    @Test
    void keeps_only_the_end_of_long_output() throws InterruptedException {
        assertThat(examine("seq 1 100000; exit 1")).isInstanceOfSatisfying(Unhealthy.class, u -> assertThat(u.why())
                .endsWith("99999 100000")
                .hasSizeLessThan(300));
    }

    private static Verdict examine(String... commands) throws InterruptedException {
        List<HealthCheck> checks = new ArrayList<>();
        for (String command : commands) {
            checks.add(new HealthCheck("check-" + checks.size(), command, Duration.ofSeconds(30)));
        }
        return new ExamineSystem(checks, new ProcessCheckRunner()).examine(Map.of("SLIPWAY_SLOT", "b"));
    }
}
