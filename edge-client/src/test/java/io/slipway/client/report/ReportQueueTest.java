package io.slipway.client.report;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.journal.file.FileRecordLog;
import io.slipway.client.report.DeploymentState.Accepted;
import io.slipway.client.report.DeploymentState.Downloading;
import io.slipway.client.report.DeploymentState.Succeeded;
import io.slipway.client.report.QueuedReport.Weight;
import io.slipway.client.report.Report.DeploymentReport;
import io.slipway.client.report.Report.StatusReport;
import io.slipway.client.report.json.JsonReportWriter;

import static org.assertj.core.api.Assertions.assertThat;

class ReportQueueTest {

    private static final UUID DEPLOYMENT = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    Path directory;

    private ReportQueue queue;

    @BeforeEach
    void open() {
        queue = reopened();
    }

    @Test
    void numbers_reports_from_one_and_goes_on_after_a_restart() {
        // Given
        queue.add(deployment(new Accepted()));
        queue.add(status());

        // When
        ReportQueue restarted = reopened();
        restarted.add(deployment(new Succeeded()));

        // Then
        assertThat(restarted.oldest(10)).extracting(QueuedReport::sequence).containsExactly(1L, 2L, 3L);
    }

    @Test
    void never_gives_a_number_twice_even_if_all_reports_were_acknowledged_before_a_restart() {
        // Given
        queue.add(deployment(new Accepted()));
        queue.acknowledge(1);

        // When
        ReportQueue restarted = reopened();
        restarted.add(status());

        // Then
        assertThat(restarted.oldest(10)).extracting(QueuedReport::sequence).containsExactly(2L);
    }

    @Test
    void keeps_a_report_until_it_is_acknowledged() {
        // Given
        queue.add(deployment(new Accepted()));
        queue.add(status());

        // When
        queue.acknowledge(1);
        queue.acknowledge(1);

        // Then
        assertThat(reopened().oldest(10)).extracting(QueuedReport::sequence).containsExactly(2L);
    }

    @Test
    void drops_the_oldest_progress_first_when_it_is_full() {
        // Given
        queue.add(deployment(new Downloading(0, 9)));
        queue.add(deployment(new Succeeded()));
        for (int i = 2; i < ReportQueue.CAPACITY; i++) {
            queue.add(deployment(new Downloading(i, 1000)));
        }

        // When
        queue.add(deployment(new Accepted()));

        // Then
        List<QueuedReport> kept = queue.oldest(1000);
        assertThat(kept).hasSize(ReportQueue.CAPACITY);
        assertThat(kept.getFirst().weight()).isEqualTo(Weight.OUTCOME);
        assertThat(kept.getLast().weight()).isEqualTo(Weight.STEP);
    }

    @Test
    void never_drops_an_outcome() {
        // Given
        for (int i = 0; i < ReportQueue.CAPACITY; i++) {
            queue.add(deployment(new Succeeded()));
        }

        // When
        queue.add(deployment(new Downloading(1, 2)));
        queue.add(deployment(new Succeeded()));

        // Then
        assertThat(queue.oldest(1000)).hasSize(ReportQueue.CAPACITY + 1).allMatch(r -> r.weight() == Weight.OUTCOME);
        assertThat(queue.hasRoomForOutcome()).isFalse();
    }

    @Test
    void remembers_whose_outcome_was_reported_last_over_compactions() {
        // Given
        queue.add(deployment(new Succeeded()));
        queue.acknowledge(1);

        // When
        for (int i = 2; i < 1200; i++) {
            queue.add(status());
            queue.acknowledge(i);
        }

        // Then
        ReportQueue restarted = reopened();
        assertThat(restarted.lastOutcomeIsOf(DEPLOYMENT)).isTrue();
        assertThat(restarted.outcomeIsWaiting(DEPLOYMENT)).isFalse();
        assertThat(restarted.oldest(10)).isEmpty();
        restarted.add(status());
        assertThat(restarted.oldest(10)).extracting(QueuedReport::sequence).containsExactly(1200L);
    }

    @Test
    void carries_the_trace_of_the_command() {
        // Given
        TraceContext trace = new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        // When
        queue.add(new DeploymentReport(DEPLOYMENT, trace, new Downloading(5, 10), 3, NOW));

        // Then
        assertThat(queue.oldest(1).getFirst().text())
                .isEqualTo("{\"kind\":\"deployment\",\"sequence\":1,\"deploymentId\":\"" + DEPLOYMENT
                        + "\",\"state\":\"downloading\",\"progress\":{\"done\":5,\"total\":10},\"bytesDownloaded\":3,"
                        + "\"occurredAt\":\"2026-11-21T10:00:00Z\",\"traceparent\":\"" + trace.traceparent() + "\"}");
    }

    private ReportQueue reopened() {
        return new ReportQueue(FileRecordLog.open(directory.resolve("reports")), new JsonReportWriter());
    }

    private static DeploymentReport deployment(DeploymentState state) {
        return new DeploymentReport(DEPLOYMENT, TraceContext.NONE, state, 0, NOW);
    }

    private static StatusReport status() {
        return new StatusReport("virtual-board", "0.1.0", "a", List.of(), Map.of("kernel", "6.1"), NOW);
    }
}
