package io.slipway.client.link;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import io.slipway.client.report.QueuedReport;
import io.slipway.client.report.QueuedReport.Weight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What every link must do, whatever it runs over. */
public abstract class LinkContract {

    protected static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The link under test, connected to a gateway that keeps to docs/contracts. */
    protected abstract Link link();

    /** Makes {@code command} the pending one; empty for none. */
    protected abstract void pending(String command) throws Exception;

    /** Reports that the gateway has, as texts. */
    protected abstract List<String> reports();

    /** Breaks the connection under the link and lets the gateway serve again. */
    protected abstract void interrupt() throws Exception;

    @Test
    void receives_the_command_that_is_pending() throws Exception {
        // Given
        UUID deployment = UUID.randomUUID();
        pending(cancel(deployment));

        // When
        Command command = receive();

        // Then
        assertThat(command.deploymentId()).isEqualTo(deployment);
    }

    @Test
    void receives_a_command_that_comes_while_it_waits() throws Exception {
        // Given
        UUID deployment = UUID.randomUUID();
        pending("");
        assertThat(link().receive(Duration.ofMillis(200))).isEmpty();

        // When
        pending(cancel(deployment));

        // Then
        assertThat(receive().deploymentId()).isEqualTo(deployment);
    }

    @Test
    void returns_empty_handed_when_nothing_is_pending() throws Exception {
        // Given
        pending("");

        // When
        Optional<Command> command = link().receive(Duration.ofMillis(200));

        // Then
        assertThat(command).isEmpty();
    }

    @Test
    void hands_reports_over_in_order_and_returns_the_acknowledgement() throws Exception {
        // When
        long acknowledged = link().send(reports(101, 120));

        // Then
        assertThat(acknowledged).isGreaterThanOrEqualTo(120);
        assertThat(reports())
                .containsSubsequence(
                        reports(101, 120).stream().map(QueuedReport::text).toList());
    }

    @Test
    void may_send_the_same_reports_again() throws Exception {
        // Given
        link().send(reports(201, 202));

        // When
        long acknowledged = link().send(reports(201, 202));

        // Then
        assertThat(acknowledged).isGreaterThanOrEqualTo(202);
    }

    @Test
    void connects_again_after_the_connection_broke() throws Exception {
        // Given
        UUID deployment = UUID.randomUUID();
        link().send(reports(301, 301));

        // When
        interrupt();
        pending(cancel(deployment));

        // Then
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(LinkException.class)
                .until(() -> link().send(reports(302, 302)) >= 302);
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(LinkException.class).until(() -> link().receive(
                        Duration.ofSeconds(2))
                .filter(c -> c.deploymentId().equals(deployment))
                .isPresent());
    }

    private Command receive() {
        return await().atMost(PATIENCE)
                .until(() -> link().receive(Duration.ofSeconds(2)), Optional::isPresent)
                .orElseThrow();
    }

    protected static String cancel(UUID deployment) {
        return "{\"type\":\"cancel\",\"deploymentId\":\"" + deployment + "\",\"reason\":\"test\"}";
    }

    protected static List<QueuedReport> reports(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(sequence -> new QueuedReport(
                        sequence, Weight.STEP, "{\"kind\":\"deployment\",\"sequence\":" + sequence + "}"))
                .toList();
    }
}
