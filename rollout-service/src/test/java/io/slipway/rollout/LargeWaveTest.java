package io.slipway.rollout;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a wave costs does not depend on its size: the same few statements, none of which brings the devices here. */
@QuarkusTest
class LargeWaveTest {

    private static final int MANY = 20_000;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    private final Statements statements = new Statements();
    private TestBroker broker;
    private TestFleet fleet;

    @BeforeEach
    void open() {
        broker = new TestBroker(kafka);
        fleet = new TestFleet(broker);
    }

    @AfterEach
    void close() {
        statements.close();
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, MANY})
    void a_start_and_an_abort_are_the_same_few_statements_for_any_number_of_devices(int devices) {
        // Given
        TestTables.enrol(fleet.tenant, devices);
        String rollout = fleet.create(fleet.release("2"), "\"waves\":[{\"percent\":50}]");
        fleet.becomes(rollout, "ready");
        statements.listen();

        // When
        fleet.command(rollout, "start").statusCode(200);

        // Then
        assertThat(statements.thatChange("wave", "assignment", "deployment"))
                .extracting(LargeWaveTest::beginning)
                .containsExactly(
                        "insert into wave",
                        "insert into assignment",
                        "update wave",
                        "insert into deployment",
                        "insert into deployment");
        JsonPath started = fleet.rollout(rollout);
        assertThat(started.getInt("deviceCount")).isEqualTo(devices);
        assertThat(started.<Map<String, Integer>>get("waves[0].counts")).isEqualTo(Map.of("scheduled", devices / 2));

        // When
        statements.forget();
        fleet.command(rollout, "abort").statusCode(200);

        // Then
        assertThat(statements.thatChange("deployment"))
                .extracting(LargeWaveTest::beginning)
                .containsExactly("update deployment", "update deployment");
        assertThat(fleet.rollout(rollout).<Map<String, Integer>>get("waves[0].counts"))
                .isEqualTo(Map.of("cancelled", devices / 2));
    }

    @Test
    void every_device_of_a_large_wave_gets_its_command_and_answers_stay_short() {
        // Given
        TestTables.enrol(fleet.tenant, MANY);
        String rollout = fleet.create(fleet.release("2"), "");
        fleet.becomes(rollout, "ready");

        // When
        fleet.command(rollout, "start").statusCode(200);

        // Then
        assertThat(broker
                        .atLeast(
                                MANY,
                                record -> record.topic().equals(Topics.COMMANDS)
                                        && record.key().startsWith(fleet.tenant + "/"))
                        .stream()
                        .map(record -> record.key())
                        .distinct())
                .hasSize(MANY);
        JsonPath page = fleet.api()
                .get("/api/v1/rollouts/" + rollout + "/deployments?limit=500&after=board-019499")
                .jsonPath();
        assertThat(page.getList("items.deviceId"))
                .hasSize(500)
                .startsWith("board-019500")
                .endsWith("board-019999");
        assertThat(page.getString("next")).isEqualTo("board-019999");
        fleet.command(rollout, "abort").statusCode(200);
    }

    @Test
    void a_large_wave_starts_as_well_when_the_planner_knows_only_what_was_there_yesterday() {
        // Given
        TestTables.enrol(fleet.tenant + "-of-yesterday", 2 * MANY);
        TestTables.update(
                "insert into rollout.assignment (tenant, rollout_id, wave, device_id)"
                        + " select tenant, gen_random_uuid(), 1, device_id from rollout.device where tenant = ?",
                fleet.tenant + "-of-yesterday");
        TestTables.update("analyze rollout.device, rollout.assignment, rollout.deployment");
        TestTables.enrol(fleet.tenant, 2 * MANY);
        String rollout = fleet.create(fleet.release("2"), "");
        fleet.becomes(rollout, "ready");

        // When
        fleet.command(rollout, "start").statusCode(200);

        // Then
        assertThat(fleet.rollout(rollout).<Map<String, Integer>>get("waves[0].counts"))
                .isEqualTo(Map.of("scheduled", 2 * MANY));
        fleet.command(rollout, "abort").statusCode(200);
    }

    @Test
    void a_page_of_rollouts_is_the_same_few_statements_for_any_number_of_rollouts() {
        // Given
        TestTables.enrol(fleet.tenant, 3);
        var release = fleet.release("2");
        for (int i = 0; i < 12; i++) {
            fleet.create(release, "");
        }
        fleet.started(release, "");
        statements.listen();

        // When, then: what other rollouts do by themselves is not there every time
        TestFleet.eventually(
                () -> statementsFor(10), statements -> assertThat(statements).hasSizeBetween(3, 4));
    }

    private List<String> statementsFor(int rollouts) {
        statements.forget();
        List<String> page = fleet.api()
                .get("/api/v1/rollouts?limit=" + rollouts)
                .then()
                .extract()
                .path("items.id");
        assertThat(page).hasSize(rollouts);
        return statements.thatRead("rollout", "release", "deployment", "selected_devices");
    }

    private static String beginning(String statement) {
        return statement.replaceAll("(?s).*?((insert into|update) (wave|assignment|deployment)\\b).*", "$1");
    }

    /** What Hibernate Reactive says that it sends to the database. */
    private static final class Statements extends Handler {

        private static final Logger SQL = Logger.getLogger("org.hibernate.SQL");

        private final List<String> seen = new CopyOnWriteArrayList<>();

        void listen() {
            SQL.addHandler(this);
            SQL.setUseParentHandlers(false);
            SQL.setLevel(Level.FINE);
        }

        void forget() {
            seen.clear();
        }

        List<String> thatChange(String... tables) {
            return seen.stream()
                    .filter(statement ->
                            statement.matches("(?s).*(insert into|update) (" + String.join("|", tables) + ")\\b.*"))
                    .toList();
        }

        List<String> thatRead(String... tables) {
            return seen.stream()
                    .filter(statement -> statement.startsWith("select cast(row_to_json"))
                    .filter(statement -> statement.matches("(?s).*(from|join) (" + String.join("|", tables) + ")\\b.*"))
                    .filter(statement -> !statement.contains("state in ('draft', 'running')"))
                    .filter(statement -> !statement.contains("skip locked"))
                    .toList();
        }

        @Override
        public void publish(LogRecord record) {
            seen.add(record.getMessage());
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            SQL.removeHandler(this);
            SQL.setUseParentHandlers(true);
            SQL.setLevel(null);
        }
    }
}
