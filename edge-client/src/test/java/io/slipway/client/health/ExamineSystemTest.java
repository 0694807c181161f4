package io.slipway.client.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;

import io.slipway.client.fixture.VirtualTime;
import io.slipway.client.health.Verdict.Healthy;
import io.slipway.client.health.Verdict.Unhealthy;
import io.slipway.client.health.Vitals.Condition;

import static org.assertj.core.api.Assertions.assertThat;

class ExamineSystemTest {

    private static final long START = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(20);

    private final VirtualTime time = new VirtualTime(START);
    private final Vitals vitals = new Vitals(time);
    private final List<String> attempts = new ArrayList<>();

    @Test
    void tries_checks_in_their_order_and_once_if_all_pass() throws InterruptedException {
        // When
        Verdict verdict = examine(Duration.ZERO, _ -> true, once("first"), once("second"));

        // Then
        assertThat(verdict).isEqualTo(new Healthy());
        assertThat(attempts).containsExactly("first 0", "second 0");
    }

    @Test
    void a_check_without_deadline_has_one_attempt() throws InterruptedException {
        // When
        Verdict verdict =
                examine(Duration.ZERO, name -> !name.equals("second"), once("first"), once("second"), once("x"));

        // Then
        assertThat(verdict).isEqualTo(new Unhealthy("second answers no"));
        assertThat(attempts).containsExactly("first 0", "second 0");
    }

    @Test
    void tries_again_until_the_deadline_and_tells_the_last_answer() throws InterruptedException {
        // When
        Verdict verdict = examine(Duration.ZERO, _ -> false, until("late", 25));

        // Then
        assertThat(verdict).isEqualTo(new Unhealthy("late answers no"));
        assertThat(attempts).containsExactly("late 0", "late 10", "late 20", "late 30");
    }

    @Test
    void what_comes_up_before_its_deadline_passes() throws InterruptedException {
        // When
        Verdict verdict = examine(
                Duration.ZERO, name -> name.equals("early") || seconds() >= 20, until("early", 60), until("late", 60));

        // Then
        assertThat(verdict).isEqualTo(new Healthy());
        assertThat(attempts).endsWith("late 20");
    }

    @Test
    void what_fails_again_after_its_deadline_ends_the_trial() throws InterruptedException {
        // When
        Verdict verdict = examine(
                Duration.ZERO, name -> name.equals("early") && seconds() < 20, until("early", 15), until("late", 3600));

        // Then
        assertThat(verdict).isEqualTo(new Unhealthy("early answers no"));
        assertThat(seconds()).isEqualTo(20);
    }

    @Test
    void in_the_soak_no_check_may_fail() throws InterruptedException {
        // When
        Verdict verdict = examine(Duration.ofSeconds(60), _ -> seconds() < 30, until("app", 3600));

        // Then
        assertThat(verdict).isEqualTo(new Unhealthy("app answers no"));
        assertThat(seconds()).isEqualTo(30);
    }

    @Test
    void every_check_is_tried_once_more_when_the_soak_ends() throws InterruptedException {
        // When
        Verdict verdict = examine(Duration.ofSeconds(25), _ -> true, once("often"), seldom("seldom"));

        // Then
        assertThat(verdict).isEqualTo(new Healthy());
        assertThat(attempts).containsExactly("often 0", "seldom 0", "often 10", "often 20", "often 25", "seldom 25");
    }

    @Test
    void up_time_waits_until_the_others_have_passed_for_so_long() throws InterruptedException {
        // Given a service that comes at 20 s and stumbles at 50 s
        Predicate<String> answers = name -> name.equals("up") || (seconds() >= 20 && seconds() != 50);
        HealthCheck up = new HealthCheck("up", new Probe.UpTime(Duration.ofSeconds(60)), pace(Duration.ZERO));

        // When
        Verdict verdict = examine(Duration.ZERO, answers, until("app", 3600), up);

        // Then
        assertThat(verdict).isEqualTo(new Healthy());
        assertThat(seconds()).isEqualTo(120);
    }

    @Test
    void a_check_that_hangs_is_a_failure_to_those_who_watch() throws InterruptedException {
        // Given
        List<Condition> seen = new ArrayList<>();
        CheckRunner hanging = (check, _) -> {
            seen.add(vitals.condition());
            time.pass(check.pace().timeout().toNanos());
            seen.add(vitals.condition());
            time.pass(TimeUnit.MINUTES.toNanos(1));
            seen.add(vitals.condition());
            return new Healthy();
        };

        // When
        new ExamineSystem(List.of(once("hangs")), Duration.ZERO, hanging, time, vitals).examine(Map.of());

        // Then
        assertThat(seen).containsExactly(Condition.GOOD, Condition.GOOD, Condition.LOST);
    }

    @Test
    void those_who_watch_hear_how_the_trial_ends() throws InterruptedException {
        // When, Then
        assertThat(vitals.condition()).isEqualTo(Condition.SETTLED);
        examine(Duration.ZERO, _ -> true, once("app"));
        assertThat(vitals.condition()).isEqualTo(Condition.GOOD);
        vitals.settle();
        assertThat(vitals.condition()).isEqualTo(Condition.SETTLED);
        examine(Duration.ZERO, _ -> false, once("app"));
        assertThat(vitals.condition()).isEqualTo(Condition.LOST);
    }

    private Verdict examine(Duration soak, Predicate<String> answers, HealthCheck... checks)
            throws InterruptedException {
        CheckRunner runner = (check, _) -> {
            attempts.add(check.name() + " " + seconds());
            return answers.test(check.name()) ? new Healthy() : new Unhealthy(check.name() + " answers no");
        };
        return new ExamineSystem(List.of(checks), soak, runner, time, vitals).examine(Map.of());
    }

    private long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(time.passed());
    }

    private static HealthCheck once(String name) {
        return new HealthCheck(name, new Probe.Server(), pace(Duration.ZERO));
    }

    private static HealthCheck until(String name, long deadlineSeconds) {
        return new HealthCheck(name, new Probe.Server(), pace(Duration.ofSeconds(deadlineSeconds)));
    }

    private static HealthCheck seldom(String name) {
        return new HealthCheck(
                name, new Probe.Server(), new Pace(Duration.ofSeconds(5), Duration.ZERO, Duration.ofMinutes(30)));
    }

    private static Pace pace(Duration deadline) {
        return new Pace(Duration.ofSeconds(5), deadline, Duration.ofSeconds(10));
    }
}
