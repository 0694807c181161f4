package io.slipway.rollout.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.slipway.rollout.campaign.RolloutState.Course;
import io.slipway.rollout.campaign.Transition.Consequence;
import io.slipway.rollout.deployment.Reason;
import io.slipway.rollout.deployment.RolloutId;
import io.slipway.rollout.deployment.RolloutKey;
import io.slipway.rollout.deployment.Stage;
import io.slipway.rollout.fleet.ComponentName;
import io.slipway.rollout.fleet.DeviceFilter;
import io.slipway.rollout.fleet.DeviceType;
import io.slipway.rollout.fleet.Tenant;
import io.slipway.rollout.fleet.Version;
import io.slipway.rollout.release.Release;
import io.slipway.rollout.release.ReleaseComponent;
import io.slipway.rollout.release.ReleaseId;
import io.slipway.rollout.release.Sha256;
import io.slipway.rollout.wave.ErrorLimit;
import io.slipway.rollout.wave.SuccessThreshold;
import io.slipway.rollout.wave.WavePlan;
import io.slipway.rollout.wave.WaveSize;
import io.slipway.rollout.wave.WaveTally;

import static org.assertj.core.api.Assertions.assertThat;

class RolloutStateTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Reason WISH = new Reason("paused-by-operator", "lunch");
    private static final Release READY = release(Optional.of("payloads/x/full"), false);
    private static final RolloutState FIRST_OF_TWO = new RolloutState.Running(new Course(1, 2, 0, 0));

    @Test
    void a_draft_becomes_ready_with_the_last_payload() {
        RolloutState draft = new RolloutState.Draft();

        assertThat(AdvanceRollout.decide(situation(draft, release(Optional.empty(), false))))
                .isInstanceOf(Transition.Ignored.class);
        assertThat(next(AdvanceRollout.decide(situation(draft, READY)))).isEqualTo(new RolloutState.Ready());
    }

    @Test
    void a_draft_cannot_be_started() {
        assertThat(refusal(StartRollout.decide(situation(new RolloutState.Draft(), release(Optional.empty(), false)))))
                .isEqualTo("payloads-missing");
    }

    @Test
    void the_start_assigns_the_devices_and_opens_the_first_wave() {
        // Given
        Situation situation = new Situation(rollout(new RolloutState.Ready()), READY, 5, List.of());

        // When
        Transition transition = StartRollout.decide(situation);

        // Then
        assertThat(transition)
                .isEqualTo(new Transition.Moved(
                        new RolloutState.Running(new Course(1, 2, 0, 0)),
                        List.of(new Consequence.Assign(List.of(2, 3)), new Consequence.StartWave(1))));
    }

    @Test
    void without_devices_there_is_no_start() {
        assertThat(refusal(StartRollout.decide(situation(new RolloutState.Ready(), READY))))
                .isEqualTo("no-devices");
    }

    @Test
    void a_withdrawn_release_is_neither_started_nor_resumed_and_pauses_what_runs() {
        Release withdrawn = release(Optional.of("payloads/x/full"), true);

        assertThat(refusal(
                        StartRollout.decide(new Situation(rollout(new RolloutState.Ready()), withdrawn, 5, List.of()))))
                .isEqualTo("release-withdrawn");
        assertThat(refusal(ResumeRollout.decide(
                        situation(new RolloutState.Paused(new Course(1, 2, 0, 0), WISH), withdrawn))))
                .isEqualTo("release-withdrawn");
        assertThat(next(AdvanceRollout.decide(situation(FIRST_OF_TWO, withdrawn, untouched(), untouched()))))
                .isInstanceOf(RolloutState.Paused.class);
    }

    @Test
    void the_next_wave_starts_when_the_threshold_is_reached() {
        Transition transition = AdvanceRollout.decide(
                situation(FIRST_OF_TWO, READY, wave(1, 2, Map.of(Stage.SUCCEEDED, 2)), untouched()));

        assertThat(transition)
                .isEqualTo(new Transition.Moved(
                        new RolloutState.Running(new Course(2, 2, 0, 0)), List.of(new Consequence.StartWave(2))));
    }

    @Test
    void the_rollout_waits_while_a_wave_is_undecided() {
        assertThat(AdvanceRollout.decide(situation(
                        FIRST_OF_TWO, READY, wave(1, 2, Map.of(Stage.SUCCEEDED, 1, Stage.REBOOTING, 1)), untouched())))
                .isInstanceOf(Transition.Ignored.class);
    }

    @Test
    void more_failures_than_the_limit_pause_it_and_say_how_many() {
        // When
        Transition transition = AdvanceRollout.decide(
                situation(FIRST_OF_TWO, READY, wave(1, 2, Map.of(Stage.FAILED, 1, Stage.ROLLED_BACK, 1)), untouched()));

        // Then
        assertThat(next(transition)).isInstanceOfSatisfying(RolloutState.Paused.class, paused -> {
            assertThat(paused.reason().code()).isEqualTo("error-limit-exceeded");
            assertThat(paused.reason().detail()).startsWith("2 of 5 devices");
        });
    }

    @Test
    void whoever_resumes_accepts_the_failures_so_far_but_not_further_ones() {
        // Given
        WaveTally failed = wave(1, 4, Map.of(Stage.FAILED, 2, Stage.SUCCEEDED, 2));
        RolloutState paused =
                new RolloutState.Paused(new Course(1, 1, 0, 0), new Reason("error-limit-exceeded", "2 of 4"));

        // When
        RolloutState resumed = next(ResumeRollout.decide(situation(paused, READY, failed)));

        // Then
        assertThat(next(AdvanceRollout.decide(situation(resumed, READY, failed))))
                .isInstanceOf(RolloutState.Completed.class);
        WaveTally worse = wave(1, 4, Map.of(Stage.FAILED, 4));
        assertThat(next(AdvanceRollout.decide(situation(resumed, READY, worse))))
                .isInstanceOf(RolloutState.Paused.class);
    }

    @Test
    void whoever_resumes_after_a_missed_threshold_lets_the_next_wave_start() {
        // Given
        WaveTally missed = wave(1, 2, Map.of(Stage.REJECTED, 2));
        RolloutState paused = next(AdvanceRollout.decide(situation(FIRST_OF_TWO, READY, missed, untouched())));

        // When
        RolloutState resumed = next(ResumeRollout.decide(situation(paused, READY, missed, untouched())));
        Transition transition = AdvanceRollout.decide(situation(resumed, READY, missed, untouched()));

        // Then
        assertThat(((RolloutState.Paused) paused).reason().code()).isEqualTo("success-threshold-missed");
        assertThat(((Transition.Moved) transition).consequences()).containsExactly(new Consequence.StartWave(2));
    }

    @Test
    void an_operators_pause_waives_no_threshold() {
        // Given
        RolloutState paused = next(PauseRollout.decide(situation(FIRST_OF_TWO, READY), WISH));

        // When
        RolloutState resumed = next(ResumeRollout.decide(situation(paused, READY)));

        // Then
        assertThat(resumed).isEqualTo(FIRST_OF_TWO);
    }

    @Test
    void the_last_outcome_completes_it_whatever_it_is() {
        RolloutState last = new RolloutState.Running(new Course(2, 2, 0, 0));

        assertThat(AdvanceRollout.decide(situation(
                        last,
                        READY,
                        wave(1, 2, Map.of(Stage.SUCCEEDED, 1, Stage.VERIFYING, 1)),
                        wave(2, 3, Map.of(Stage.SUCCEEDED, 3)))))
                .isInstanceOf(Transition.Ignored.class);
        assertThat(next(AdvanceRollout.decide(situation(
                        last,
                        READY,
                        wave(1, 2, Map.of(Stage.SUCCEEDED, 1, Stage.ROLLED_BACK, 1)),
                        wave(2, 3, Map.of(Stage.SUCCEEDED, 3))))))
                .isInstanceOf(RolloutState.Completed.class);
    }

    @Test
    void an_abort_of_what_runs_cancels_its_deployments() {
        Transition transition =
                AbortRollout.decide(situation(FIRST_OF_TWO, READY), new Reason("aborted-by-operator", ""));

        assertThat(next(transition)).isInstanceOf(RolloutState.Aborted.class);
        assertThat(((Transition.Moved) transition).consequences())
                .containsExactly(
                        new Consequence.CancelDeployments(new Reason("rollout-aborted", "The rollout was aborted.")));
    }

    @Test
    void an_abort_of_what_has_not_started_cancels_nothing() {
        Transition transition =
                AbortRollout.decide(situation(new RolloutState.Draft(), READY), new Reason("aborted-by-operator", ""));

        assertThat(((Transition.Moved) transition).consequences()).isEmpty();
    }

    @Test
    void repeated_wishes_are_ignored_and_late_ones_refused() {
        Situation running = situation(FIRST_OF_TWO, READY);
        Situation paused = situation(new RolloutState.Paused(new Course(1, 2, 0, 0), WISH), READY);
        Situation aborted = situation(new RolloutState.Aborted(WISH), READY);
        Situation completed = situation(new RolloutState.Completed(new Course(2, 2, 0, 0)), READY);

        assertThat(StartRollout.decide(running)).isInstanceOf(Transition.Ignored.class);
        assertThat(ResumeRollout.decide(running)).isInstanceOf(Transition.Ignored.class);
        assertThat(PauseRollout.decide(paused, WISH)).isInstanceOf(Transition.Ignored.class);
        assertThat(AbortRollout.decide(aborted, WISH)).isInstanceOf(Transition.Ignored.class);
        assertThat(refusal(StartRollout.decide(paused))).isEqualTo("rollout-state");
        assertThat(refusal(ResumeRollout.decide(aborted))).isEqualTo("rollout-state");
        assertThat(refusal(PauseRollout.decide(completed, WISH))).isEqualTo("rollout-state");
        assertThat(refusal(AbortRollout.decide(completed, WISH))).isEqualTo("rollout-state");
    }

    /** Whatever happens in whatever order, what is halted opens no wave, and waves open one by one. */
    @ParameterizedTest
    @MethodSource("seeds")
    void a_halted_rollout_stays_halted_and_waves_start_one_by_one(long seed) {
        // Given
        Random random = new Random(seed);
        RolloutState state = FIRST_OF_TWO;
        int started = 1;
        List<Map<Stage, Integer>> outcomes = new ArrayList<>();
        outcomes.add(new EnumMap<>(Map.of(Stage.SCHEDULED, 2)));
        outcomes.add(new EnumMap<>(Stage.class));

        for (int step = 0; step < 40; step++) {
            // When
            settleOne(outcomes, started, random);
            Situation situation = situation(state, READY, wave(1, 2, outcomes.get(0)), wave(2, 3, outcomes.get(1)));
            Transition transition = any(situation, random);
            // Then
            if (transition instanceof Transition.Moved(RolloutState next, List<Consequence> consequences)) {
                for (Consequence consequence : consequences) {
                    if (consequence instanceof Consequence.StartWave(int number)) {
                        assertThat(state).isInstanceOf(RolloutState.Running.class);
                        assertThat(number).isEqualTo(started + 1);
                        started = number;
                        outcomes.get(1).put(Stage.SCHEDULED, 3);
                    }
                }
                assertThat(state).isInstanceOf(RolloutState.Open.class);
                state = next;
            }
        }
        if (state instanceof RolloutState.Completed) {
            assertThat(outcomes.get(0).keySet())
                    .allMatch(stage -> outcomes.get(0).get(stage) == 0 || stage.isFinal());
            assertThat(outcomes.get(1).keySet())
                    .allMatch(stage -> outcomes.get(1).get(stage) == 0 || stage.isFinal());
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    private static Transition any(Situation situation, Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> PauseRollout.decide(situation, WISH);
            case 1, 2 -> ResumeRollout.decide(situation);
            case 3 -> random.nextInt(10) == 0 ? AbortRollout.decide(situation, WISH) : StartRollout.decide(situation);
            default -> AdvanceRollout.decide(situation);
        };
    }

    private static void settleOne(List<Map<Stage, Integer>> outcomes, int started, Random random) {
        Map<Stage, Integer> wave = outcomes.get(random.nextInt(started));
        if (wave.getOrDefault(Stage.SCHEDULED, 0) > 0 && random.nextBoolean()) {
            wave.merge(Stage.SCHEDULED, -1, Integer::sum);
            wave.merge(random.nextInt(4) == 0 ? Stage.FAILED : Stage.SUCCEEDED, 1, Integer::sum);
        }
    }

    private static RolloutState next(Transition transition) {
        assertThat(transition).isInstanceOf(Transition.Moved.class);
        return ((Transition.Moved) transition).next();
    }

    private static String refusal(Transition transition) {
        assertThat(transition).isInstanceOf(Transition.Refused.class);
        return ((Transition.Refused) transition).reason().code();
    }

    private static Situation situation(RolloutState state, Release release, WaveTally... waves) {
        return new Situation(rollout(state), release, 0, List.of(waves));
    }

    private static WaveTally wave(int number, int devices, Map<Stage, Integer> counts) {
        return new WaveTally(number, devices, counts, 0);
    }

    private static WaveTally untouched() {
        return new WaveTally(2, 3, Map.of(), 0);
    }

    private static Rollout rollout(RolloutState state) {
        RolloutPlan plan = new RolloutPlan(
                "test",
                READY.id(),
                DeviceFilter.ALL,
                new WavePlan(List.of(new WaveSize.Count(2))),
                new SuccessThreshold(100),
                new ErrorLimit.Count(1),
                Duration.ofHours(24));
        RolloutKey key = new RolloutKey(Tenant.DEFAULT, new RolloutId(new UUID(0, 1)));
        return new Rollout(key, plan, state, Optional.empty(), NOW, Optional.empty(), NOW);
    }

    private static Release release(Optional<String> payload, boolean withdrawn) {
        return new Release(
                Tenant.DEFAULT,
                new ReleaseId(new UUID(0, 9)),
                "debian",
                new Version("2"),
                Set.of(new DeviceType("virtual-board")),
                List.of(new ReleaseComponent(
                        new ComponentName("rootfs"), "debian/2/rootfs", new Sha256("a".repeat(64)), 1, payload)),
                NOW,
                withdrawn ? Optional.of(new Release.Withdrawal(NOW, "broken")) : Optional.empty());
    }
}
