package io.slipway.rollout;

import java.util.UUID;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** An event that can never be worked in is put aside with the reason; the next one is worked in as if it had not been. */
@QuarkusTest
class BadEventTest {

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

    static Stream<Arguments> damages() {
        return Stream.of(
                arguments(
                        "\"sequence\":",
                        "\"sequence\":null,\"was\":",
                        "event-invalid",
                        "the field sequence is missing"),
                arguments("\"state\":\"failed\"", "\"state\":\"asleep\"", "event-invalid", "no such state: asleep"),
                arguments("\"state\":\"failed\"", "\"state\":\"offered\"", "event-invalid", "does not report offered"),
                arguments("no network", "no\\u0000network", "event-invalid", "the database cannot keep"),
                arguments("health-check-failed", "Health Check", "event-invalid", "lower-case words"),
                arguments("\"reason\":{", "\"reason\":null,\"was\":{", "event-invalid", "the field reason is missing"),
                arguments(
                        "\"sequence\":",
                        "\"sequence\":\"x\",\"was\":",
                        "json-invalid",
                        "At sequence: expected a whole number"),
                arguments("2026-11-21T10:05:01Z", "yesterday", "json-invalid", "At receivedAt: expected an instant"),
                arguments("\"deviceId\":\"board-1\"", "\"deviceId\":\"board-2\"", "key-invalid", "the value is about"));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void a_damaged_report_is_put_aside_and_the_next_one_counts(String part, String damage, String code, String words) {
        // Given
        fleet.enrol("board-1");
        String rollout = fleet.started(fleet.release("2"), "");
        String deployment = fleet.command(rollout, "InstallUpdate", "board-1").getString("deploymentId");
        String report = fleet.reportJson("board-1", deployment, "failed");
        assertThat(report).contains(part);

        // When
        UUID bad = broker.publish(
                TestFleet.REPORTS, fleet.key("board-1"), "DeploymentReported", report.replace(part, damage));
        fleet.report("board-1", deployment, "succeeded");

        // Then
        assertThat(broker.deadLetter(bad))
                .startsWith(code + ": ")
                .contains(words)
                .doesNotContain("java.");
        fleet.becomes(rollout, "completed");
        assertThat(fleet.deployments(rollout).get("board-1")).containsEntry("state", "succeeded");
    }

    @Test
    void an_offer_to_another_device_is_put_aside() {
        // Given
        fleet.enrol("board-1", "board-2");
        String rollout = fleet.started(fleet.release("2"), "");
        String deployment = fleet.command(rollout, "InstallUpdate", "board-1").getString("deploymentId");

        // When
        UUID foreign = broker.publish(
                TestFleet.REPORTS, fleet.key("board-2"), "CommandOffered", """
                {"tenant":"%s","deviceId":"board-2","deploymentId":"%s","channel":"mqtt","offeredAt":"2026-11-21T10:01:00Z"}""".formatted(fleet.tenant, deployment));

        // Then
        assertThat(broker.deadLetter(foreign)).startsWith("report-refused: device " + fleet.tenant + "/board-2");
        assertThat(fleet.deployments(rollout).get("board-1")).containsEntry("state", "scheduled");
    }

    @Test
    void a_status_with_an_attribute_that_is_null_is_put_aside() {
        // When
        UUID bad = broker.publish(
                TestFleet.REPORTS, fleet.key("board-1"), "DeviceStatusReported", """
                {"tenant":"%s","deviceId":"board-1","sequence":1,"deviceType":"virtual-board","clientVersion":"0.1.0","bootedSlot":"a",
                 "installed":[],"attributes":{"site":null},"occurredAt":"2026-11-21T09:00:01Z","receivedAt":"2026-11-21T09:00:01Z"}""".formatted(fleet.tenant));

        // Then
        assertThat(broker.deadLetter(bad))
                .isEqualTo("json-invalid: In DeviceStatusReported: At attributes.site: null is not possible.");
        fleet.enrol("board-1");
    }

    @Test
    void a_release_for_a_device_type_that_is_null_is_put_aside() {
        UUID release = UUID.randomUUID();

        UUID bad = broker.publish(TestFleet.RELEASES, fleet.tenant + "/" + release, "ReleasePublished", """
                {"tenant":"%s","releaseId":"%s","name":"debian","version":"2","deviceTypes":[null],"components":[],"publishedAt":"2026-11-21T10:00:00Z"}""".formatted(
                        fleet.tenant, release));

        assertThat(broker.deadLetter(bad)).startsWith("json-invalid: In ReleasePublished: At deviceTypes");
        fleet.api().get("/api/v1/releases/" + release).then().statusCode(404);
    }
}
