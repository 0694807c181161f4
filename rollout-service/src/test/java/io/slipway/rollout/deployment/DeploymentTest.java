package io.slipway.rollout.deployment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.slipway.rollout.deployment.Deployment.Fold;
import io.slipway.rollout.fleet.DeviceId;
import io.slipway.rollout.fleet.DeviceKey;
import io.slipway.rollout.fleet.Tenant;
import io.slipway.rollout.fleet.Version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DeploymentTest {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final DeviceKey BOARD = new DeviceKey(Tenant.DEFAULT, new DeviceId("board-1"));
    private static final Reason WHY = new Reason("health-check-failed", "no network");
    private static final Deployment SCHEDULED = new Deployment(
            new DeploymentId(new UUID(0, 1)),
            new RolloutKey(Tenant.DEFAULT, new RolloutId(new UUID(0, 2))),
            BOARD,
            1,
            new DeploymentState.Scheduled(),
            0,
            Transfer.NONE,
            false,
            Optional.of(new Version("1")),
            new Version("2"),
            Map.of(Stage.SCHEDULED, START),
            Optional.of(START.plus(PATIENCE)),
            PATIENCE,
            Optional.empty());

    @Test
    void follows_the_device_from_the_command_to_the_commit() {
        // Given
        Deployment deployment = after(SCHEDULED.offered(BOARD, START.plusSeconds(1)));

        // When
        for (DeploymentState.Said said : wholeWay()) {
            deployment = after(deployment.fold(report(deployment.sequence() + 1, said)));
        }

        // Then
        assertThat(deployment.state()).isEqualTo(new DeploymentState.Succeeded());
        assertThat(deployment.after()).contains(new Version("2"));
        assertThat(deployment.deadline()).isEmpty();
        assertThat(deployment.timeline().keySet())
                .containsExactly(
                        Stage.SCHEDULED,
                        Stage.OFFERED,
                        Stage.ACCEPTED,
                        Stage.DOWNLOADING,
                        Stage.INSTALLING,
                        Stage.REBOOTING,
                        Stage.VERIFYING,
                        Stage.SUCCEEDED);
    }

    @Test
    void only_the_report_that_ends_it_says_so() {
        // Given
        Fold underWay = SCHEDULED.fold(report(1, new DeploymentState.UnderWay(Stage.VERIFYING)));

        // When
        Fold ended = after(underWay).fold(report(2, new DeploymentState.Succeeded()));

        // Then
        assertThat(((Fold.Changed) underWay).ended()).isFalse();
        assertThat(((Fold.Changed) ended).ended()).isTrue();
    }

    @Test
    void a_late_report_does_not_turn_success_back() {
        // Given
        Deployment succeeded = after(SCHEDULED.fold(report(9, new DeploymentState.Succeeded())));

        // When
        Fold late = succeeded.fold(report(5, new DeploymentState.UnderWay(Stage.DOWNLOADING)));

        // Then
        assertThat(late).isInstanceOf(Fold.Ignored.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"SUCCEEDED", "ROLLED_BACK", "FAILED", "CANCELLED", "REJECTED"})
    void the_devices_first_last_word_stands(Stage last) {
        // Given
        Deployment ended = after(SCHEDULED.fold(report(3, said(last))));

        // When
        for (Stage other : Stage.values()) {
            if (other.compareTo(Stage.ACCEPTED) >= 0) {
                // Then
                assertThat(ended.fold(report(4, said(other)))).isInstanceOf(Fold.Ignored.class);
            }
        }
    }

    @Test
    void a_fallen_back_device_is_rolled_back_with_its_reason_and_runs_what_it_ran() {
        Deployment deployment = after(SCHEDULED.fold(report(1, new DeploymentState.RolledBack(WHY))));

        assertThat(deployment.reason()).contains(WHY);
        assertThat(deployment.after()).contains(new Version("1"));
    }

    @Test
    void progress_within_a_state_is_kept_and_postpones_the_deadline() {
        // Given
        Deployment downloading = after(
                SCHEDULED.fold(report(1, new DeploymentState.UnderWay(Stage.DOWNLOADING), new Transfer(10, 100, 5))));

        // When
        Deployment further = after(downloading.fold(
                report(2, new DeploymentState.UnderWay(Stage.DOWNLOADING), new Transfer(60, 100, 30))));

        // Then
        assertThat(further.transfer()).isEqualTo(new Transfer(60, 100, 30));
        assertThat(further.deadline()).contains(START.plusSeconds(2).plus(PATIENCE));
    }

    @Test
    void progress_that_overtook_another_is_not_turned_back() {
        // Given
        Deployment downloading = after(
                SCHEDULED.fold(report(2, new DeploymentState.UnderWay(Stage.DOWNLOADING), new Transfer(60, 100, 30))));

        // When
        Fold late =
                downloading.fold(report(1, new DeploymentState.UnderWay(Stage.DOWNLOADING), new Transfer(10, 100, 5)));

        // Then
        assertThat(late).isInstanceOf(Fold.Ignored.class);
    }

    @Test
    void a_device_cannot_report_about_the_deployment_of_another() {
        DeploymentReport foreign = new DeploymentReport(
                new DeviceKey(Tenant.DEFAULT, new DeviceId("board-2")),
                SCHEDULED.id(),
                1,
                new DeploymentState.Succeeded(),
                Transfer.NONE,
                START);

        assertThat(SCHEDULED.fold(foreign))
                .isInstanceOfSatisfying(
                        Fold.Refused.class, refused -> assertThat(refused.why()).contains("board-1", "board-2"));
    }

    @Test
    void an_offer_after_the_device_spoke_changes_nothing() {
        // Given
        Deployment accepted = after(SCHEDULED.fold(report(1, new DeploymentState.UnderWay(Stage.ACCEPTED))));

        // When
        Fold late = accepted.offered(BOARD, START.plusSeconds(5));

        // Then
        assertThat(late).isInstanceOf(Fold.Ignored.class);
    }

    @Test
    void the_device_overrules_what_the_server_presumed() {
        // Given
        Deployment timedOut = ended(new DeploymentState.Failed(new Reason("timed-out", "")));

        // When
        Fold word = timedOut.fold(report(7, new DeploymentState.Succeeded()));

        // Then
        assertThat(after(word).state()).isEqualTo(new DeploymentState.Succeeded());
        assertThat(((Fold.Changed) word).ended()).isFalse();
    }

    @Test
    void a_device_still_at_work_does_not_revive_what_the_server_ended() {
        Deployment cancelled = ended(new DeploymentState.Cancelled(new Reason("rollout-aborted", "")));

        assertThat(cancelled.fold(report(7, new DeploymentState.UnderWay(Stage.INSTALLING))))
                .isInstanceOf(Fold.Ignored.class);
    }

    @Test
    void a_device_past_the_point_of_no_return_succeeds_though_it_was_asked_to_cancel() {
        // Given
        Deployment rebooting = after(SCHEDULED.fold(report(1, new DeploymentState.UnderWay(Stage.REBOOTING))));
        Deployment asked = cancelling(rebooting);

        // When
        Deployment done = after(asked.fold(report(2, new DeploymentState.Succeeded())));

        // Then
        assertThat(done.state()).isEqualTo(new DeploymentState.Succeeded());
        assertThat(done.cancelling()).isFalse();
    }

    @Test
    void only_a_device_can_be_at_work() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DeploymentState.UnderWay(Stage.OFFERED));
        assertThatIllegalArgumentException().isThrownBy(() -> new DeploymentState.UnderWay(Stage.FAILED));
    }

    /** Reports come late, twice and in any order: the last word is the same as when they come in order. */
    @ParameterizedTest
    @MethodSource("seeds")
    void the_outcome_does_not_depend_on_order_or_repetition(long seed) {
        // Given
        Random random = new Random(seed);
        List<DeploymentReport> reports = new ArrayList<>();
        long sequence = 1;
        for (DeploymentState.Said said : wholeWay()) {
            for (int i = 1 + random.nextInt(2); i > 0; i--) {
                reports.add(report(sequence, said, new Transfer(sequence * 10, 1000, sequence * 3)));
                sequence++;
            }
        }
        List<DeploymentReport> shuffled = new ArrayList<>(reports);
        shuffled.addAll(reports.subList(0, random.nextInt(reports.size())));
        Collections.shuffle(shuffled, random);
        Deployment deployment = SCHEDULED;
        Stage before = Stage.SCHEDULED;
        int ends = 0;

        // When
        for (DeploymentReport report : shuffled) {
            Fold fold = deployment.fold(report);
            if (fold instanceof Fold.Changed(Deployment next, boolean ended)) {
                deployment = next;
                ends += ended ? 1 : 0;
            }
            // Then
            assertThat(deployment.state().stage()).isGreaterThanOrEqualTo(before);
            before = deployment.state().stage();
        }
        assertThat(deployment.state()).isEqualTo(new DeploymentState.Succeeded());
        assertThat(ends).isEqualTo(1);
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    private static List<DeploymentState.Said> wholeWay() {
        return List.of(
                new DeploymentState.UnderWay(Stage.ACCEPTED),
                new DeploymentState.UnderWay(Stage.DOWNLOADING),
                new DeploymentState.UnderWay(Stage.INSTALLING),
                new DeploymentState.UnderWay(Stage.REBOOTING),
                new DeploymentState.UnderWay(Stage.VERIFYING),
                new DeploymentState.Succeeded());
    }

    private static DeploymentState.Said said(Stage stage) {
        return switch (stage) {
            case SUCCEEDED -> new DeploymentState.Succeeded();
            case ROLLED_BACK -> new DeploymentState.RolledBack(WHY);
            case FAILED -> new DeploymentState.Failed(WHY);
            case CANCELLED -> new DeploymentState.Cancelled(WHY);
            case REJECTED -> new DeploymentState.Rejected(WHY);
            case SCHEDULED, OFFERED, ACCEPTED, DOWNLOADING, INSTALLING, REBOOTING, VERIFYING ->
                new DeploymentState.UnderWay(stage);
        };
    }

    private static DeploymentReport report(long sequence, DeploymentState.Said said) {
        return report(sequence, said, Transfer.NONE);
    }

    private static DeploymentReport report(long sequence, DeploymentState.Said said, Transfer transfer) {
        return new DeploymentReport(BOARD, SCHEDULED.id(), sequence, said, transfer, START.plusSeconds(sequence));
    }

    private static Deployment after(Fold fold) {
        assertThat(fold).isInstanceOf(Fold.Changed.class);
        return ((Fold.Changed) fold).next();
    }

    private static Deployment ended(DeploymentState.Finished outcome) {
        return with(new DeploymentState.Presumed(outcome), false);
    }

    private static Deployment cancelling(Deployment deployment) {
        return with(deployment.state(), true);
    }

    private static Deployment with(DeploymentState state, boolean cancelling) {
        return new Deployment(
                SCHEDULED.id(),
                SCHEDULED.rollout(),
                BOARD,
                1,
                state,
                1,
                Transfer.NONE,
                cancelling,
                SCHEDULED.before(),
                SCHEDULED.target(),
                SCHEDULED.timeline(),
                state.stage().isFinal() ? Optional.empty() : SCHEDULED.deadline(),
                PATIENCE,
                Optional.empty());
    }
}
