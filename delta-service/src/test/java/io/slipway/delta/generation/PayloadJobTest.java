package io.slipway.delta.generation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.slipway.delta.generation.PayloadJob.Cancelled;
import io.slipway.delta.generation.PayloadJob.Cold;
import io.slipway.delta.generation.PayloadJob.Failed;
import io.slipway.delta.generation.PayloadJob.FullIsSmaller;
import io.slipway.delta.generation.PayloadJob.Generating;
import io.slipway.delta.generation.PayloadJob.Queued;
import io.slipway.delta.generation.PayloadJob.Ready;
import io.slipway.delta.generation.PayloadJob.Rejected;
import io.slipway.payload.index.IndexReference;
import io.slipway.payload.index.Sha256;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PayloadJobTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Sha256 DIGEST = Sha256.ofContent(new byte[0]);
    private static final Image IMAGE = new Image("default", DIGEST, 10);
    private static final Way WAY = new Way.Full(IMAGE);
    private static final Lease LEASE = new Lease(UUID.randomUUID(), NOW.plusSeconds(60));
    private static final Reason REASON = new Reason("image-missing", "it is not there");
    private static final StoredPayload PAYLOAD = new StoredPayload(DIGEST, 5, new IndexReference(80, DIGEST));
    private static final RetryPolicy THRICE = new RetryPolicy(3, Duration.ofSeconds(10), Duration.ofSeconds(15));

    private static final Queued QUEUED = new Queued(WAY, 1, NOW);
    private static final Generating GENERATING = new Generating(WAY, 1, LEASE);
    private static final Ready READY = new Ready(WAY, PAYLOAD);
    private static final Rejected REJECTED = new Rejected(WAY, REASON);
    private static final Failed FAILED = new Failed(WAY, REASON);
    private static final FullIsSmaller SMALLER = new FullIsSmaller(WAY, new Sizes(95, 100));
    private static final Cancelled CANCELLED = new Cancelled(WAY);

    @Test
    void an_image_that_nobody_knew_is_queued() {
        assertThat(PayloadJob.requested(Optional.empty(), WAY, NOW)).isEqualTo(new Queued(WAY, 0, NOW));
    }

    static Stream<PayloadJob> undisturbed() {
        return Stream.of(QUEUED, GENERATING, READY, SMALLER);
    }

    @ParameterizedTest
    @MethodSource("undisturbed")
    void a_second_request_does_not_disturb_what_is_under_way_or_done(PayloadJob job) {
        assertThat(PayloadJob.requested(Optional.of(job), WAY, NOW.plusSeconds(9)))
                .isEqualTo(job);
    }

    static Stream<PayloadJob> ended() {
        return Stream.of(REJECTED, FAILED, CANCELLED);
    }

    @ParameterizedTest
    @MethodSource("ended")
    void a_new_request_queues_what_was_rejected_failed_or_cancelled(PayloadJob job) {
        assertThat(PayloadJob.requested(Optional.of(job), WAY, NOW)).isEqualTo(new Queued(WAY, 0, NOW));
    }

    @Test
    void work_that_is_not_done_is_cancelled_when_nobody_wants_it_any_more() {
        assertThat(QUEUED.noLongerWanted()).isEqualTo(CANCELLED);
        assertThat(GENERATING.noLongerWanted()).isEqualTo(CANCELLED);
        assertThat(READY.noLongerWanted()).isEqualTo(READY);
        assertThat(SMALLER.noLongerWanted()).isEqualTo(SMALLER);
        assertThat(REJECTED.noLongerWanted()).isEqualTo(REJECTED);
        assertThat(FAILED.noLongerWanted()).isEqualTo(FAILED);
        assertThat(CANCELLED.noLongerWanted()).isEqualTo(CANCELLED);
    }

    @Test
    void a_full_payload_that_is_not_kept_is_there_at_once_while_it_is_stored_and_made_again_afterwards() {
        Image base = new Image("default", Sha256.ofContent(new byte[1]), 7);
        Cold cold = READY.cooled(base);
        Queued queued = new Queued(WAY, 0, NOW);

        assertThat(PayloadJob.requested(Optional.of(cold), WAY, NOW)).isEqualTo(READY);
        assertThat(PayloadJob.requested(Optional.of(cold.leaving()), WAY, NOW)).isEqualTo(queued);
        assertThat(PayloadJob.requested(Optional.of(cold.leaving().removed()), WAY, NOW))
                .isEqualTo(queued);
        assertThat(cold.noLongerWanted()).isEqualTo(cold);
    }

    @Test
    void a_proof_is_made_anew_when_it_is_asked_for() {
        Image base = new Image("default", Sha256.ofContent(new byte[1]), 7);
        Way.Back back = new Way.Back(base, WAY.image());

        assertThat(PayloadJob.requested(Optional.of(new Ready(back, PAYLOAD)), back, NOW))
                .isEqualTo(new Queued(back, 0, NOW));
        assertThatThrownBy(() -> new Ready(back, PAYLOAD).cooled(base)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_attempt_ends_in_ready_in_a_delta_that_does_not_pay_or_in_a_rejection() {
        assertThat(QUEUED.leased(LEASE)).isEqualTo(GENERATING);
        assertThat(GENERATING.succeeded(PAYLOAD)).isEqualTo(READY);
        assertThat(GENERATING.notWorthwhile(new Sizes(95, 100))).isEqualTo(SMALLER);
        assertThat(SMALLER.reason().detail()).contains("95", "0.95", "100");
        assertThat(GENERATING.refused(REASON)).isEqualTo(REJECTED);
    }

    @Test
    void failures_are_tried_again_after_growing_pauses_until_the_attempts_are_used_up() {
        Generating first = new Generating(WAY, 0, LEASE);

        assertThat(first.failed(REASON, THRICE, NOW)).isEqualTo(new Queued(WAY, 1, NOW.plusSeconds(10)));
        assertThat(GENERATING.failed(REASON, THRICE, NOW)).isEqualTo(new Queued(WAY, 2, NOW.plusSeconds(15)));
        assertThat(new Generating(WAY, 2, LEASE).failed(REASON, THRICE, NOW)).isEqualTo(FAILED);
    }

    @Test
    void a_job_that_ends_its_worker_again_and_again_has_failed() {
        Lease next = new Lease(UUID.randomUUID(), NOW.plusSeconds(120));

        assertThat(GENERATING.takenOver(next, THRICE)).isEqualTo(new Generating(WAY, 2, next));
        assertThat(new Generating(WAY, 2, LEASE).takenOver(next, THRICE))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.reason().code()).isEqualTo("generation-interrupted"));
    }

    @Test
    void an_orderly_stop_is_no_failure() {
        assertThat(GENERATING.stopped(NOW)).isEqualTo(new Queued(WAY, 1, NOW));
    }

    @Test
    void pauses_stay_bounded_after_any_number_of_failures() {
        RetryPolicy policy = new RetryPolicy(1_000, Duration.ofSeconds(1), Duration.ofMinutes(5));

        assertThat(policy.pauseAfter(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(policy.pauseAfter(4)).isEqualTo(Duration.ofSeconds(8));
        assertThat(policy.pauseAfter(999)).isEqualTo(Duration.ofMinutes(5));
    }
}
