package io.slipway.device.report;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import io.slipway.device.identity.DeviceName;
import io.slipway.device.identity.RevocationList;
import io.slipway.device.identity.Revocations;
import io.slipway.device.report.DeviceEvent.Reported;
import io.slipway.device.report.ReportRefusedException.Cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ReceiveReportsTest {

    private static final DeviceName BOARD_1 = DeviceName.of("default", "board-1");

    private final List<DeviceEvent> appended = new ArrayList<>();
    private final List<CompletableFuture<Void>> pending = new ArrayList<>();
    private RevocationList revoked = new RevocationList(Set.of(), Set.of());
    private final Revocations revocations = new Revocations(() -> CompletableFuture.completedStage(revoked));
    private final ReceiveReports receiveReports = new ReceiveReports(
            (event, traceparent) -> {
                appended.add(event);
                CompletableFuture<Void> durable = new CompletableFuture<>();
                pending.add(durable);
                return durable;
            },
            revocations,
            new UncountedDevices(),
            Clock.systemUTC());

    @Test
    void answers_only_when_the_last_of_all_reports_is_durable() throws Exception {
        revocations.refresh();

        CompletableFuture<Long> answer = receive(1, 2, 3);
        pending.get(2).complete(null);
        pending.get(0).complete(null);
        boolean tooEarly = answer.isDone();
        pending.get(1).complete(null);

        assertThat(tooEarly).isFalse();
        assertThat(answer).isCompletedWithValue(3L);
        assertThat(appended)
                .extracting(event -> ((Reported) event).report().sequence())
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void does_not_answer_if_one_report_is_lost() throws Exception {
        revocations.refresh();

        CompletableFuture<Long> answer = receive(1, 2);
        pending.get(0).completeExceptionally(new IllegalStateException("lost"));
        pending.get(1).complete(null);

        assertThat(answer).isCompletedExceptionally();
    }

    @Test
    void refuses_reports_in_disorder_and_takes_none_of_them() {
        revocations.refresh();

        ReportRefusedException refusal = catchThrowableOfType(ReportRefusedException.class, () -> receive(1, 3, 3));

        assertThat(refusal.kind()).isEqualTo(Cause.MALFORMED);
        assertThat(appended).isEmpty();
    }

    @Test
    void refuses_reports_of_a_revoked_device() {
        revoked = new RevocationList(Set.of(), Set.of(BOARD_1));
        revocations.refresh();

        ReportRefusedException refusal = catchThrowableOfType(ReportRefusedException.class, () -> receive(1));

        assertThat(refusal.kind()).isEqualTo(Cause.DEVICE_REVOKED);
        assertThat(appended).isEmpty();
    }

    private CompletableFuture<Long> receive(long... sequences) throws ReportRefusedException {
        List<Report> reports =
                LongStream.of(sequences).mapToObj(ReceiveReportsTest::report).toList();
        return receiveReports.receive(BOARD_1, reports, Channel.HTTPS).toCompletableFuture();
    }

    private static Report report(long sequence) {
        return new DeploymentReport(
                sequence,
                UUID.randomUUID(),
                DeploymentState.ACCEPTED,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Instant.now(),
                Optional.empty());
    }
}
