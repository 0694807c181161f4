package io.slipway.client.health;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import io.slipway.client.health.Verdict.Healthy;
import io.slipway.client.health.Verdict.Unhealthy;

import static org.assertj.core.api.Assertions.assertThat;

class RunCheckTest {

    private static final Pace PACE = Pace.once(Duration.ofMillis(100));

    @Test
    void leaves_an_attempt_behind_that_does_not_come_back() throws InterruptedException {
        // Given something that not even an interrupt ends
        CountDownLatch end = new CountDownLatch(1);

        // When
        Verdict verdict = run((probe, timeout, context) -> {
            while (end.getCount() > 0) {
                Thread.onSpinWait();
            }
            return Optional.empty();
        });
        end.countDown();

        // Then
        assertThat(verdict).isEqualTo(new Unhealthy("check 'one' hangs: no answer within 100 ms"));
    }

    @Test
    void names_the_check_and_tells_its_answer() throws InterruptedException {
        assertThat(run((probe, timeout, context) -> Optional.of("says no")))
                .isEqualTo(new Unhealthy("check 'one' says no"));
    }

    @Test
    void a_probe_that_breaks_is_a_failure_of_its_check() throws InterruptedException {
        assertThat(run((probe, timeout, context) -> {
                    throw new IllegalStateException("broken");
                }))
                .isEqualTo(new Unhealthy("check 'one' could not be run: java.lang.IllegalStateException: broken"));
    }

    private static Verdict run(ProbeRunner<Probe.Tcp> tcp) throws InterruptedException {
        RunCheck run = new RunCheck(
                (probe, timeout, context) -> Optional.empty(),
                (probe, timeout, context) -> Optional.empty(),
                (probe, timeout, context) -> Optional.empty(),
                tcp,
                (probe, timeout, context) -> Optional.empty());
        assertThat(run.run(new HealthCheck("other", new Probe.Server(), PACE), Map.of()))
                .isEqualTo(new Healthy());
        return run.run(new HealthCheck("one", new Probe.Tcp("localhost", 1), PACE), Map.of());
    }
}
