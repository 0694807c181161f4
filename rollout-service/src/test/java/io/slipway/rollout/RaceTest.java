package io.slipway.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Operators and devices who all speak at the same moment. */
@QuarkusTest
class RaceTest {

    private static final Map<String, Set<String>> POSSIBLE = Map.of(
            "draft", Set.of("ready"),
            "ready", Set.of("running"),
            "running", Set.of("running", "paused", "completed", "aborted"),
            "paused", Set.of("running", "aborted"));

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
    void many_starts_start_it_once() {
        // Given
        fleet.enrol("board-1", "board-2");
        String rollout = fleet.create(fleet.release("2"), "");
        fleet.becomes(rollout, "ready");

        // When
        List<Integer> answers = atOnce(rollout, List.of("start", "start", "start", "start", "start", "start"));

        // Then
        assertThat(answers).containsOnly(200);
        fleet.reports(rollout, "board-1", "succeeded");
        fleet.reports(rollout, "board-2", "succeeded");
        fleet.becomes(rollout, "completed");
        assertThat(states(rollout, "completed")).containsOnlyOnce("running");
        TestFleet.eventually(() -> fleet.commands("board-1"), commands -> assertThat(commands)
                .extracting(record -> TestBroker.header(record, "ce_type"))
                .containsExactly("InstallUpdate", "Tombstone"));
    }

    @Test
    void whatever_commands_race_each_step_is_possible_and_an_abort_is_the_last() {
        // Given
        fleet.enrol("board-1", "board-2", "board-3");
        String rollout = fleet.started(fleet.release("2"), "\"waves\":[{\"count\":1},{\"count\":1}]");
        fleet.command(rollout, "InstallUpdate", "board-1");
        List<String> commands = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            commands.addAll(List.of("pause", "resume"));
        }
        commands.add(7, "abort");

        // When
        fleet.reports(rollout, "board-1", "succeeded");
        List<Integer> answers = atOnce(rollout, commands);

        // Then
        assertThat(answers).isSubsetOf(200, 409);
        fleet.becomes(rollout, "aborted");
        List<String> states = states(rollout, "aborted");
        for (int i = 1; i < states.size(); i++) {
            assertThat(POSSIBLE.get(states.get(i - 1)))
                    .as("after %s", states.subList(0, i))
                    .contains(states.get(i));
        }
        assertThat(fleet.deployments(rollout).values())
                .allSatisfy(deployment -> assertThat(deployment.get("state")).isIn("succeeded", "cancelled"));
        assertThat(fleet.deployments(rollout)).doesNotContainKey("board-3");
    }

    @Test
    void failures_that_are_reported_at_once_all_count_and_no_wave_follows() {
        // Given
        String[] devices =
                IntStream.range(0, 30).mapToObj(i -> "board-" + (100 + i)).toArray(String[]::new);
        fleet.enrol(devices);
        String rollout = fleet.started(
                fleet.release("2"), "\"waves\":[{\"count\":20}],\"successThreshold\":1,\"errorLimit\":{\"count\":4}");
        List<String> deployments = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            deployments.add(fleet.command(rollout, "InstallUpdate", devices[i]).getString("deploymentId"));
        }

        // When
        for (int i = 0; i < 20; i++) {
            fleet.report(devices[i], deployments.get(i), i % 2 == 0 ? "failed" : "rolled-back");
        }

        // Then
        JsonPath paused = fleet.becomes(rollout, "paused");
        assertThat(paused.getString("reason.code")).isEqualTo("error-limit-exceeded");
        TestFleet.eventually(
                () -> fleet.rollout(rollout), seen -> assertThat(seen.<Map<String, Integer>>get("waves[0].counts"))
                        .isEqualTo(Map.of("failed", 10, "rolled-back", 10)));
        assertThat(fleet.rollout(rollout).getString("waves[1].state")).isEqualTo("waiting");
        assertThat(fleet.rollout(rollout).getString("state")).isEqualTo("paused");
        assertThat(states(rollout, "paused")).containsOnlyOnce("paused");
        assertThat(fleet.commands(devices[20])).isEmpty();
    }

    @Test
    void reports_in_reverse_order_and_twice_end_as_they_do_in_order() {
        // Given
        fleet.enrol("board-1");
        String rollout = fleet.started(fleet.release("2"), "");
        String deployment = fleet.command(rollout, "InstallUpdate", "board-1").getString("deploymentId");
        List<String> reports = new ArrayList<>();
        for (String state : List.of("accepted", "downloading", "installing", "rebooting", "verifying", "succeeded")) {
            reports.add(fleet.reportJson("board-1", deployment, state));
        }

        // When
        for (String report : reports.reversed()) {
            broker.publish(TestFleet.REPORTS, fleet.key("board-1"), "DeploymentReported", report);
            broker.publish(TestFleet.REPORTS, fleet.key("board-1"), "DeploymentReported", report);
        }
        fleet.status("board-1", "2");

        // Then
        TestFleet.eventually(
                () -> fleet.api().get("/api/v1/devices/board-1").jsonPath(),
                device -> assertThat(device.getString("installed[0].version")).isEqualTo("2"));
        fleet.becomes(rollout, "completed");
        assertThat(fleet.deployments(rollout).get("board-1")).containsEntry("state", "succeeded");
        TestFleet.eventually(() -> fleet.commands("board-1"), commands -> assertThat(commands)
                .extracting(record -> TestBroker.header(record, "ce_type"))
                .containsExactly("InstallUpdate", "Tombstone"));
    }

    @Test
    void two_rollouts_that_start_at_once_never_give_a_device_two_updates() throws Exception {
        // Given
        String[] devices =
                IntStream.range(0, 20).mapToObj(i -> "board-" + (100 + i)).toArray(String[]::new);
        fleet.enrol(devices);
        String first = fleet.create(fleet.release("2"), "");
        String second = fleet.create(fleet.release("3"), "");
        fleet.becomes(first, "ready");
        fleet.becomes(second, "ready");

        // When
        try (ExecutorService operators = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> one = operators.submit(() -> fleet.command(first, "start").statusCode(200));
            Future<?> other =
                    operators.submit(() -> fleet.command(second, "start").statusCode(200));
            one.get();
            other.get();
        }

        // Then
        int scheduled = scheduled(first) + scheduled(second);
        assertThat(scheduled).isEqualTo(devices.length);
        assertThat(fleet.rollout(first).getInt("waves[0].skipped")
                        + fleet.rollout(second).getInt("waves[0].skipped"))
                .isEqualTo(devices.length);
    }

    private int scheduled(String rollout) {
        return (int) fleet.deployments(rollout).values().stream()
                .filter(deployment -> deployment.get("state").equals("scheduled"))
                .count();
    }

    private List<Integer> atOnce(String rollout, List<String> commands) {
        try (ExecutorService operators = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = commands.stream()
                    .map(command -> operators.submit(
                            () -> fleet.command(rollout, command).extract().statusCode()))
                    .toList();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            return statuses;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** What the world was told, up to a state. */
    private List<String> states(String rollout, String last) {
        broker.atLeast(
                1,
                record -> isAbout(record, rollout)
                        && JsonPath.from(record.value()).getString("state").equals(last));
        return broker.all(record -> isAbout(record, rollout)).stream()
                .map(record -> JsonPath.from(record.value()).getString("state"))
                .toList();
    }

    private boolean isAbout(ConsumerRecord<String, String> record, String rollout) {
        return record.key().equals(fleet.tenant + "/" + rollout);
    }
}
