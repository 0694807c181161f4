package io.slipway.rollout;

import java.util.List;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Two tenants whose devices have the same ids. */
@QuarkusTest
class TenantIsolationTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    private TestBroker broker;
    private TestFleet ours;
    private TestFleet theirs;

    @BeforeEach
    void open() {
        broker = new TestBroker(kafka);
        ours = new TestFleet(broker);
        theirs = new TestFleet(broker);
        ours.enrol("board-1", "board-2");
        theirs.enrol("board-1", "board-3");
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void nothing_of_another_tenant_is_found_by_its_id() {
        // Given
        UUID release = ours.release("2");
        String rollout = ours.started(release, "");
        String deployment = ours.command(rollout, "InstallUpdate", "board-2").getString("deploymentId");

        for (List<String> each : List.of(
                List.of("/releases/" + release, "release-unknown"),
                List.of("/rollouts/" + rollout, "rollout-unknown"),
                List.of("/rollouts/" + rollout + "/deployments", "rollout-unknown"),
                List.of("/rollouts/" + rollout + "/progress", "rollout-unknown"),
                List.of("/deployments/" + deployment, "deployment-unknown"),
                List.of("/devices/board-2", "device-unknown"),
                List.of("/devices/board-2/deployments", "device-unknown"))) {
            theirs.api()
                    .get("/api/v1" + each.getFirst())
                    .then()
                    .statusCode(404)
                    .body("type", equalTo("urn:slipway:problem:" + each.getLast()));
        }
        theirs.post("/api/v1/rollouts", "{\"name\":\"x\",\"releaseId\":\"" + release + "\"}")
                .statusCode(404)
                .body("type", equalTo("urn:slipway:problem:release-unknown"));
    }

    @Test
    void a_rollout_of_another_tenant_takes_no_command() {
        String rollout = ours.started(ours.release("2"), "");

        for (String command : List.of("start", "pause", "resume", "abort")) {
            theirs.command(rollout, command)
                    .statusCode(404)
                    .body("type", equalTo("urn:slipway:problem:rollout-unknown"));
        }

        assertThat(ours.rollout(rollout).getString("state")).isEqualTo("running");
    }

    @Test
    void lists_never_mix() {
        // Given
        String ourRollout = ours.started(ours.release("2"), "");
        String theirRollout = theirs.started(theirs.release("3"), "");

        // Then
        assertThat(ids(ours, "/rollouts")).containsExactly(ourRollout);
        assertThat(ids(theirs, "/rollouts")).containsExactly(theirRollout);
        assertThat(ids(ours, "/devices")).containsExactly("board-1", "board-2");
        assertThat(ids(theirs, "/devices")).containsExactly("board-1", "board-3");
        assertThat(ours.api().get("/api/v1/releases").jsonPath().getList("items.version"))
                .containsExactly("2");
        assertThat(theirs.api().get("/api/v1/releases").jsonPath().getList("items.version"))
                .containsExactly("3");
        assertThat(ours.api()
                        .get("/api/v1/devices/board-1/deployments")
                        .jsonPath()
                        .getList("items.rolloutId"))
                .containsExactly(ourRollout);
        theirs.api()
                .get("/api/v1/rollouts?after=" + ourRollout)
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(0));
    }

    @Test
    void a_rollout_reaches_the_devices_of_its_tenant_only_and_hears_only_them() {
        // Given
        String rollout = ours.started(ours.release("2"), "");
        String deployment = ours.command(rollout, "InstallUpdate", "board-1").getString("deploymentId");

        // When
        UUID foreign = theirs.report("board-1", deployment, "succeeded");

        // Then
        assertThat(broker.deadLetter(foreign)).startsWith("report-refused: the tenant has no such deployment");
        assertThat(ours.deployments(rollout)).containsOnlyKeys("board-1", "board-2");
        assertThat(ours.deployments(rollout).get("board-1")).containsEntry("state", "scheduled");
        assertThat(theirs.commands("board-1")).isEmpty();
    }

    @Test
    void a_device_that_is_busy_for_one_tenant_is_free_for_the_other() {
        // Given
        ours.started(ours.release("2"), "");

        // When
        String rollout = theirs.started(theirs.release("2"), "");

        // Then
        theirs.command(rollout, "InstallUpdate", "board-1");
        assertThat(theirs.rollout(rollout).getInt("waves[0].skipped")).isZero();
    }

    private static List<String> ids(TestFleet fleet, String path) {
        return fleet.api()
                .get("/api/v1" + path)
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
    }
}
