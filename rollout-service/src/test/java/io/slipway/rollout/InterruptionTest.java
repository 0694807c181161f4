package io.slipway.rollout;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.slipway.engines.Engine;
import io.slipway.engines.EngineTestResource;

import static org.assertj.core.api.Assertions.assertThat;

/** All that a rollout needs to go on is in the database: whatever is interrupted, it goes on from there. */
@QuarkusTest
class InterruptionTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

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

    /** As if another instance had committed the outcomes and then died before it looked at the gate. */
    @Test
    void a_wave_whose_end_nobody_was_told_of_is_followed_by_the_next() {
        // Given
        fleet.enrol("board-1", "board-2", "board-3");
        String rollout = fleet.started(fleet.release("2"), "\"waves\":[{\"count\":2}]");
        fleet.command(rollout, "InstallUpdate", "board-2");

        // When
        int ended = TestTables.update(
                "update rollout.deployment set stage = 'succeeded', deadline = null where rollout_id = ? and wave = 1",
                UUID.fromString(rollout));

        // Then
        assertThat(ended).isEqualTo(2);
        fleet.command(rollout, "InstallUpdate", "board-3");
    }

    @Test
    void a_database_that_is_killed_in_the_middle_of_a_wave_loses_no_report() {
        // Given
        fleet.enrol("board-1", "board-2");
        String rollout = fleet.started(fleet.release("2"), "\"waves\":[{\"count\":1}]");
        String deployment = fleet.command(rollout, "InstallUpdate", "board-1").getString("deploymentId");
        Engine postgres = EngineTestResource.engine("postgres");

        // When
        postgres.kill();
        fleet.report("board-1", deployment, "downloading");
        fleet.report("board-1", deployment, "succeeded");
        postgres.restart();

        // Then
        fleet.reports(rollout, "board-2", "succeeded");
        assertThat(fleet.becomes(rollout, "completed").<Map<String, Integer>>get("waves[0].counts"))
                .isEqualTo(Map.of("succeeded", 1));
        assertThat(fleet.deployments(rollout).get("board-1")).containsEntry("bytesDone", 1000);
    }

    @Test
    void a_broker_that_is_killed_when_a_wave_starts_gets_its_commands_later() {
        // Given
        fleet.enrol("board-1");
        String rollout = fleet.create(fleet.release("2"), "");
        fleet.becomes(rollout, "ready");
        Engine broken = EngineTestResource.engine("kafka");

        // When
        broken.kill();
        fleet.command(rollout, "start").statusCode(200);
        broken.restart();

        // Then
        fleet.reports(rollout, "board-1", "succeeded");
        fleet.becomes(rollout, "completed");
    }

    @Test
    void a_start_is_carried_out_though_whoever_asked_has_hung_up() throws IOException {
        // Given
        TestTables.enrol(fleet.tenant, 5000);
        String rollout = fleet.create(fleet.release("2"), "");
        fleet.becomes(rollout, "ready");
        String password = Base64.getEncoder().encodeToString("operator:operator".getBytes(StandardCharsets.UTF_8));

        // When
        try (Socket hasty = new Socket("localhost", port)) {
            hasty.getOutputStream()
                    .write(("POST /api/v1/rollouts/" + rollout
                                    + "/start HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic " + password
                                    + "\r\nSlipway-Tenant: " + fleet.tenant + "\r\nContent-Length: 0\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            hasty.getOutputStream().flush();
        }

        // Then
        assertThat(fleet.becomes(rollout, "running").<Map<String, Integer>>get("waves[0].counts"))
                .isEqualTo(Map.of("scheduled", 5000));
        fleet.command(rollout, "abort").statusCode(200);
    }
}
