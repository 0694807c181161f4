package io.slipway.rollout;

import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What goes out fits the schemas, and what the schemas permit is taken in. */
@QuarkusTest
class EventContractTest {

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
    void everything_that_is_published_fits_its_schema() {
        // Given
        fleet.enrol("board-1", "board-2");
        UUID release = UUID.randomUUID();
        fleet.publish(release, "2");
        String rollout = fleet.create(release, "");
        fleet.sign(release, "2");
        fleet.becomes(rollout, "ready");

        // When
        fleet.command(rollout, "start").statusCode(200);
        fleet.reports(rollout, "board-1", "accepted");
        TestFleet.eventually(() -> fleet.deployments(rollout), deployments -> assertThat(deployments.get("board-1"))
                .containsEntry("state", "accepted"));
        fleet.command(rollout, "pause").statusCode(200);
        fleet.command(rollout, "resume").statusCode(200);
        fleet.command(rollout, "abort").statusCode(200);
        fleet.command(rollout, "CancelUpdate", "board-1");

        // Then
        List<ConsumerRecord<String, String>> events =
                broker.atLeast(9, record -> record.key().startsWith(fleet.tenant + "/") && record.value() != null);
        assertThat(events)
                .extracting(record -> TestBroker.header(record, "ce_type"))
                .contains("RolloutStateChanged", "InstallUpdate", "CancelUpdate");
        assertThat(events).allSatisfy(event -> assertThat(Contracts.violations(event))
                .as(event.value())
                .isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "slipway.artifact.release.v1, ReleasePublished",
        "slipway.artifact.release.v1, ReleaseWithdrawn",
        "slipway.artifact.payload.v1, PayloadSigned",
        "slipway.device.device.v1, DeviceEnrolled",
        "slipway.device.device.v1, DeviceRevoked",
        "slipway.device.report.v1, DeviceStatusReported",
        "slipway.device.report.v1, DeploymentReported",
        "slipway.device.report.v1, CommandOffered"
    })
    void every_valid_sample_is_taken_in(String topic, String type) throws Exception {
        for (String sample : Contracts.samples(type)) {
            // Given
            JsonNode event = new ObjectMapper().readTree(sample);
            String key = event.get("tenant").asText() + "/" + subject(event);

            // When
            UUID id = broker.publish(topic, key, type, sample);
            UUID after = broker.publish(topic, key, "NobodyKnows", "{}");

            // Then
            assertThat(broker.deadLetter(after)).startsWith("type-unknown");
            assertThat(broker
                            .all(record -> record.topic().endsWith("dead-letter.v1")
                                    && TestBroker.header(record, "ce_id").equals(id.toString()))
                            .stream()
                            .map(record -> TestBroker.header(record, "slipway_reason")))
                    .as(sample)
                    .allSatisfy(reason ->
                            assertThat(reason).isEqualTo("report-refused: the tenant has no such deployment"));
        }
    }

    private static String subject(JsonNode event) {
        for (String name : List.of("deviceId", "payloadName", "releaseId")) {
            if (event.has(name)) {
                return event.get(name).asText();
            }
        }
        throw new AssertionError("a sample about nothing: " + event);
    }
}
