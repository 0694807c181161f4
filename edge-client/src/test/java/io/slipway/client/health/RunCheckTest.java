package io.slipway.client.health;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.slipway.client.health.Verdict.Healthy;
import io.slipway.client.health.Verdict.Unhealthy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RunCheckTest {

    private static final HealthCheck CHECK =
            new HealthCheck("one", new Probe.Tcp("localhost", 1), Pace.once(Duration.ofMillis(100)));

    @Test
    void leaves_an_attempt_behind_that_does_not_come_back_and_makes_no_other_meanwhile() throws InterruptedException {
        // Given something that not even an interrupt ends
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        RunCheck run = runner((probe, timeout, context) -> {
            begun.incrementAndGet();
            while (end.getCount() > 0) {
                Thread.onSpinWait();
            }
            return Optional.empty();
        });

        // When
        Verdict first = run.run(CHECK, Map.of());
        Verdict second = run.run(CHECK, Map.of());
        end.countDown();

        // Then
        assertThat(first).isEqualTo(new Unhealthy("check 'one' hangs: no answer within 100 ms"));
        assertThat(second).isEqualTo(new Unhealthy("check 'one' hangs: the last attempt has not come back"));
        assertThat(begun).hasValue(1);
        await().until(() -> run.run(CHECK, Map.of()).equals(new Healthy()));
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
        return runner(tcp).run(CHECK, Map.of());
    }

    private static RunCheck runner(ProbeRunner<Probe.Tcp> tcp) {
        return new RunCheck(
                (probe, timeout, context) -> Optional.empty(),
                (probe, timeout, context) -> Optional.empty(),
                (probe, timeout, context) -> Optional.empty(),
                tcp,
                (probe, timeout, context) -> Optional.empty());
    }
}
