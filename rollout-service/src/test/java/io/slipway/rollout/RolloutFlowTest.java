package io.slipway.rollout;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.slipway.engines.EngineTestResource;

import static org.assertj.core.api.Assertions.assertThat;

/** Events in, REST, commands out, reports in: the service as operators and the other services meet it. */
@QuarkusTest
@QuarkusTestResource(
        value = EngineTestResource.class,
        initArgs = @ResourceArg(name = "engines", value = "postgres,kafka"))
class RolloutFlowTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    private TestBroker broker;
    private TestFleet fleet;

    @BeforeEach
    void open() {
        broker = new TestBroker(kafka);
        fleet = new TestFleet(broker);
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void goes_from_published_release_to_completed_rollout_wave_by_wave() {
        // Given
        fleet.enrol("board-1", "board-2", "board-3");
        UUID release = fleet.release("2");
        String rollout = fleet.started(release, "\"waves\":[{\"count\":1}],\"successThreshold\":100");

        // When
        fleet.reports(rollout, "board-1", "accepted", "downloading", "installing", "rebooting", "verifying");

        // Then
        TestFleet.eventually(() -> fleet.deployments(rollout), deployments -> assertThat(deployments.get("board-1"))
                .containsEntry("state", "verifying"));
        assertThat(fleet.deployments(rollout)).containsOnlyKeys("board-1");

        // When
        fleet.reports(rollout, "board-1", "succeeded");
        fleet.reports(rollout, "board-2", "succeeded");
        fleet.reports(rollout, "board-3", "accepted", "rolled-back");

        // Then
        fleet.becomes(rollout, "paused");
        fleet.command(rollout, "resume").statusCode(200);
        JsonPath completed = fleet.becomes(rollout, "completed");
        assertThat(completed.getList("waves.counts"))
                .isEqualTo(List.of(Map.of("succeeded", 1), Map.of("succeeded", 1, "rolled-back", 1)));
        Map<String, Object> rolledBack = fleet.deployments(rollout).get("board-3");
        assertThat(rolledBack)
                .containsEntry("state", "rolled-back")
                .containsEntry("reason", Map.of("code", "health-check-failed", "detail", "no network"))
                .containsEntry("versionBefore", "1")
                .containsEntry("versionAfter", "1")
                .containsEntry("versionTarget", "2");
        assertThat(fleet.deployments(rollout).get("board-1"))
                .containsEntry("versionAfter", "2")
                .containsEntry("bytesDownloaded", 700)
                .containsEntry("bytesDone", 1000);
    }

    @Test
    void a_draft_becomes_ready_when_the_payload_is_signed() {
        // Given
        fleet.enrol("board-1");
        UUID release = UUID.randomUUID();
        fleet.publish(release, "2");
        String rollout = fleet.create(release, "");
        assertThat(fleet.rollout(rollout).getString("state")).isEqualTo("draft");
        fleet.command(rollout, "start").statusCode(409);

        // When
        fleet.sign(release, "2");

        // Then
        fleet.becomes(rollout, "ready");
    }

    @Test
    void one_trace_runs_from_the_start_through_every_command_and_is_shown() {
        // Given
        fleet.enrol("board-1", "board-2");
        UUID release = fleet.release("2");
        String rollout = fleet.create(release, "\"waves\":[{\"count\":1}],\"successThreshold\":100");
        fleet.becomes(rollout, "ready");
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        // When
        fleet.api()
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .post("/api/v1/rollouts/" + rollout + "/start")
                .then()
                .statusCode(200);
        fleet.reports(rollout, "board-1", "succeeded");
        fleet.command(rollout, "InstallUpdate", "board-2");

        // Then
        for (String device : List.of("board-1", "board-2")) {
            ConsumerRecord<String, String> command = fleet.commands(device).getFirst();
            assertThat(TestBroker.header(command, "traceparent")).startsWith("00-" + trace);
            assertThat(fleet.deployments(rollout).get(device)).containsEntry("traceId", trace);
        }
        assertThat(fleet.rollout(rollout).getString("traceId")).isEqualTo(trace);
    }

    @Test
    void too_many_failures_pause_it_with_the_reason_and_no_wave_follows() {
        // Given
        fleet.enrol("board-1", "board-2", "board-3");
        UUID release = fleet.release("2");
        String rollout =
                fleet.started(release, "\"waves\":[{\"count\":2}],\"successThreshold\":1,\"errorLimit\":{\"count\":0}");

        // When
        fleet.reports(rollout, "board-1", "failed");

        // Then
        JsonPath paused = fleet.becomes(rollout, "paused");
        assertThat(paused.getString("reason.code")).isEqualTo("error-limit-exceeded");
        assertThat(paused.getString("reason.detail")).isEqualTo("1 of 3 devices failed or rolled back; 0 is borne.");
        fleet.reports(rollout, "board-2", "succeeded");
        TestFleet.eventually(() -> fleet.deployments(rollout), deployments -> assertThat(deployments.get("board-2"))
                .containsEntry("state", "succeeded"));
        assertThat(fleet.rollout(rollout).getString("state")).isEqualTo("paused");
        assertThat(fleet.commands("board-3")).isEmpty();
    }

    @Test
    void an_abort_cancels_what_waits_asks_what_works_and_accepts_what_cannot_turn_back() {
        // Given
        fleet.enrol("board-1", "board-2", "board-3");
        UUID release = fleet.release("2");
        String rollout = fleet.started(release, "");
        fleet.reports(rollout, "board-1", "accepted");
        fleet.reports(rollout, "board-2", "rebooting");
        TestFleet.eventually(() -> fleet.deployments(rollout), deployments -> assertThat(deployments.get("board-2"))
                .containsEntry("state", "rebooting"));
        TestFleet.eventually(() -> fleet.deployments(rollout), deployments -> assertThat(deployments.get("board-1"))
                .containsEntry("state", "accepted"));

        // When
        fleet.post("/api/v1/rollouts/" + rollout + "/abort", "{\"reason\":\"wrong site\"}")
                .statusCode(200);

        // Then
        JsonPath asked = fleet.command(rollout, "CancelUpdate", "board-1");
        assertThat(asked.getString("reason")).isEqualTo("wrong site");
        assertThat(fleet.deployments(rollout).get("board-1")).containsEntry("cancelling", true);
        assertThat(fleet.deployments(rollout).get("board-3")).containsEntry("state", "cancelled");
        TestFleet.eventually(
                () -> fleet.commands("board-3"),
                commands -> assertThat(commands).hasSize(2).last().satisfies(last -> assertThat(last.value())
                        .isNull()));

        // When
        fleet.report("board-1", asked.getString("deploymentId"), "cancelled");
        fleet.reports(rollout, "board-2", "succeeded");

        // Then
        TestFleet.eventually(() -> fleet.deployments(rollout), deployments -> {
            assertThat(deployments.get("board-1"))
                    .containsEntry("state", "cancelled")
                    .containsEntry("cancelling", false);
            assertThat(deployments.get("board-2")).containsEntry("state", "succeeded");
        });
        assertThat(fleet.rollout(rollout).getString("state")).isEqualTo("aborted");
    }

    @Test
    void the_last_record_of_a_device_is_always_what_it_has_to_do() {
        // Given
        fleet.enrol("board-1");
        String first = fleet.started(fleet.release("2"), "");
        fleet.reports(first, "board-1", "succeeded");
        fleet.becomes(first, "completed");

        // When
        String second = fleet.started(fleet.release("3"), "");

        // Then
        fleet.command(second, "InstallUpdate", "board-1");
        List<ConsumerRecord<String, String>> commands = fleet.commands("board-1");
        assertThat(commands)
                .extracting(record -> TestBroker.header(record, "ce_type"))
                .containsExactly("InstallUpdate", "Tombstone", "InstallUpdate");
        assertThat(commands.get(1).value()).isNull();
    }

    @Test
    void a_busy_device_is_skipped_with_the_reason_and_holds_nothing_up() {
        // Given
        fleet.enrol("board-1", "board-2");
        String first = fleet.started(fleet.release("2"), "\"filter\":{\"deviceIds\":[\"board-1\"]}");
        fleet.command(first, "InstallUpdate", "board-1");

        // When
        String second = fleet.started(fleet.release("3"), "\"waves\":[{\"count\":1}],\"successThreshold\":100");

        // Then
        fleet.command(second, "InstallUpdate", "board-2");
        assertThat(fleet.deployments(second).get("board-1"))
                .containsEntry("state", "rejected")
                .hasEntrySatisfying(
                        "reason", reason -> assertThat(reason).asString().contains("device-busy"));
        assertThat(fleet.rollout(second).getInt("waves[0].skipped")).isEqualTo(1);
    }

    @Test
    void a_repeated_or_late_report_changes_nothing() {
        // Given
        fleet.enrol("board-1");
        String rollout = fleet.started(fleet.release("2"), "");
        String deployment = fleet.command(rollout, "InstallUpdate", "board-1").getString("deploymentId");
        String late = fleet.reportJson("board-1", deployment, "downloading");
        String last = fleet.reportJson("board-1", deployment, "succeeded");
        UUID id = broker.publish(TestFleet.REPORTS, fleet.key("board-1"), "DeploymentReported", last);
        fleet.becomes(rollout, "completed");
        Map<String, Object> before = fleet.deployments(rollout).get("board-1");

        // When
        broker.publish(id, TestFleet.REPORTS, fleet.key("board-1"), "DeploymentReported", last);
        broker.publish(TestFleet.REPORTS, fleet.key("board-1"), "DeploymentReported", late);
        broker.publish(TestFleet.REPORTS, fleet.key("board-1"), "DeploymentReported", last);
        fleet.status("board-1", "2");

        // Then
        TestFleet.eventually(
                () -> fleet.api().get("/api/v1/devices/board-1").jsonPath(),
                device -> assertThat(device.getString("installed[0].version")).isEqualTo("2"));
        assertThat(fleet.deployments(rollout).get("board-1")).isEqualTo(before);
        TestFleet.eventually(() -> fleet.commands("board-1"), commands -> assertThat(commands)
                .hasSize(2));
    }

    @Test
    void what_cannot_be_true_goes_to_the_dead_letters_with_the_reason() {
        // Given
        fleet.enrol("board-1", "board-2");
        String rollout = fleet.started(fleet.release("2"), "");
        String deployment = fleet.command(rollout, "InstallUpdate", "board-1").getString("deploymentId");

        // When
        UUID foreign = fleet.report("board-2", deployment, "succeeded");
        UUID unknown = fleet.report("board-1", UUID.randomUUID().toString(), "succeeded");
        UUID malformed = broker.publish(TestFleet.REPORTS, fleet.key("board-1"), "DeploymentReported", "{\"tenant\":");
        UUID mixed = broker.publish(
                TestFleet.REPORTS,
                "default/board-1",
                "DeploymentReported",
                fleet.reportJson("board-1", deployment, "succeeded"));
        UUID strange = broker.publish(TestFleet.REPORTS, fleet.key("board-1"), "DeviceSang", "{}");

        // Then
        assertThat(broker.deadLetter(foreign)).startsWith("report-refused: device " + fleet.tenant + "/board-2");
        assertThat(broker.deadLetter(unknown)).startsWith("report-refused: the tenant has no such deployment");
        assertThat(broker.deadLetter(malformed)).startsWith("json-invalid");
        assertThat(broker.deadLetter(mixed)).startsWith("tenant-mismatch");
        assertThat(broker.deadLetter(strange)).startsWith("type-unknown");
        assertThat(fleet.deployments(rollout).get("board-1")).containsEntry("state", "scheduled");
    }

    @Test
    void a_silent_device_fails_at_the_deadline_and_has_the_last_word_later() {
        // Given
        fleet.enrol("board-1");
        String rollout =
                fleet.started(fleet.release("2"), "\"deploymentTimeout\":\"PT1S\",\"errorLimit\":{\"count\":1}");
        String deployment = fleet.command(rollout, "InstallUpdate", "board-1").getString("deploymentId");

        // When
        fleet.becomes(rollout, "completed");

        // Then
        assertThat(fleet.deployments(rollout).get("board-1"))
                .containsEntry("state", "failed")
                .containsEntry("presumed", true)
                .hasEntrySatisfying(
                        "reason", reason -> assertThat(reason).asString().contains("timed-out"));

        // When
        fleet.report("board-1", deployment, "succeeded");

        // Then
        TestFleet.eventually(() -> fleet.deployments(rollout), deployments -> assertThat(deployments.get("board-1"))
                .containsEntry("state", "succeeded")
                .containsEntry("presumed", false));
    }

    @Test
    void an_offered_command_shows_as_offered() {
        // Given
        fleet.enrol("board-1");
        String rollout = fleet.started(fleet.release("2"), "");
        String deployment = fleet.command(rollout, "InstallUpdate", "board-1").getString("deploymentId");

        // When
        broker.publish(
                TestFleet.REPORTS, fleet.key("board-1"), "CommandOffered", """
                {"tenant":"%s","deviceId":"board-1","deploymentId":"%s","channel":"mqtt","offeredAt":"2026-11-21T10:01:00Z"}""".formatted(fleet.tenant, deployment));

        // Then
        TestFleet.eventually(() -> fleet.deployments(rollout), deployments -> assertThat(deployments.get("board-1"))
                .containsEntry("state", "offered"));
    }

    @Test
    void a_revoked_device_is_let_go() {
        // Given
        fleet.enrol("board-1");
        String rollout = fleet.started(fleet.release("2"), "");
        fleet.command(rollout, "InstallUpdate", "board-1");

        // When
        broker.publish(TestFleet.DEVICES, fleet.key("board-1"), "DeviceRevoked", """
                {"tenant":"%s","deviceId":"board-1","reason":"stolen","revokedAt":"2026-11-21T12:00:00Z"}""".formatted(fleet.tenant));

        // Then
        fleet.becomes(rollout, "completed");
        assertThat(fleet.deployments(rollout).get("board-1"))
                .containsEntry("state", "cancelled")
                .hasEntrySatisfying(
                        "reason", reason -> assertThat(reason).asString().contains("device-revoked"));
    }

    @Test
    void a_withdrawn_release_pauses_what_runs_and_cannot_be_started() {
        // Given
        fleet.enrol("board-1", "board-2");
        UUID release = fleet.release("2");
        String running = fleet.started(release, "\"filter\":{\"deviceIds\":[\"board-1\"]}");
        String waiting = fleet.create(release, "");

        // When
        fleet.withdraw(release);

        // Then
        JsonPath paused = fleet.becomes(running, "paused");
        assertThat(paused.getString("reason.code")).isEqualTo("release-withdrawn");
        assertThat(fleet.command(waiting, "start").statusCode(409).extract().<String>path("type"))
                .isEqualTo("urn:slipway:problem:release-withdrawn");
    }

    @Test
    void every_change_of_state_is_an_event_in_order() {
        // Given
        fleet.enrol("board-1");
        UUID release = UUID.randomUUID();
        fleet.publish(release, "2");
        String rollout = fleet.create(release, "");
        fleet.sign(release, "2");
        fleet.becomes(rollout, "ready");

        // When
        fleet.command(rollout, "start").statusCode(200);
        fleet.command(rollout, "pause").statusCode(200);
        fleet.command(rollout, "pause").statusCode(200);
        fleet.command(rollout, "resume").statusCode(200);
        fleet.reports(rollout, "board-1", "succeeded");
        fleet.becomes(rollout, "completed");

        // Then
        List<ConsumerRecord<String, String>> events =
                broker.atLeast(6, record -> record.key().equals(fleet.tenant + "/" + rollout));
        assertThat(events)
                .extracting(record -> JsonPath.from(record.value()).getString("state"))
                .containsExactly("draft", "ready", "running", "paused", "running", "completed");
    }
}
