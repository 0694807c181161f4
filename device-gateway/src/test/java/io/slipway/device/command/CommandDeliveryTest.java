package io.slipway.device.command;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.slipway.device.testing.Contracts;
import io.slipway.device.testing.KafkaTap;
import io.slipway.device.testing.MqttDevice;
import io.slipway.device.testing.TestDevice;
import io.slipway.engines.Engine;
import io.slipway.engines.EngineTestResource;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

@QuarkusTest
class CommandDeliveryTest {

    private static final String DEPLOYMENTS = "slipway.rollout.deployment.v1";
    private static final String REPORTS = "slipway.device.report.v1";
    private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
    private static final String TRACEPARENT = "00-" + TRACE_ID + "-b7ad6b7169203331-01";

    private final String deviceId = "board-" + UUID.randomUUID();
    private final String key = "default/" + deviceId;
    private final UUID deployment = UUID.randomUUID();
    private TestDevice device;

    @BeforeEach
    void enrol() {
        device = TestDevice.enrolled("default", deviceId);
    }

    @Test
    void a_poll_gets_the_command_then_unchanged_then_nothing_after_the_tombstone() {
        assertThat(poll().statusCode()).isEqualTo(204);
        install();

        HttpResponse<String> offered =
                await().atMost(20, SECONDS).until(this::poll, answer -> answer.statusCode() == 200);
        String etag = offered.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> unchanged = poll("If-None-Match", etag);
        KafkaTap.send(DEPLOYMENTS, key, "Tombstone", null, TRACEPARENT);

        assertThat(Contracts.faults("Command", offered.body())).isEmpty();
        assertThat(TestDevice.json(offered.body()).get("traceparent").asText()).isEqualTo(TRACEPARENT);
        assertThat(offered.headers().firstValue("Slipway-Poll-Seconds")).contains("30");
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();
        await().atMost(20, SECONDS)
                .untilAsserted(() ->
                        assertThat(poll("If-None-Match", etag).statusCode()).isEqualTo(204));
    }

    @Test
    void the_platform_hears_once_per_deployment_and_channel_that_the_command_was_offered() {
        install();
        await().atMost(20, SECONDS).until(this::poll, answer -> answer.statusCode() == 200);
        poll();
        poll();

        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(offers())
                .extracting(
                        record -> TestDevice.json(record.value()).get("channel").asText())
                .containsExactlyInAnyOrder("mqtt", "https"));
        assertThat(offers()).allSatisfy(offer -> {
            assertThat(Contracts.faults("CommandOffered", offer.value())).isEmpty();
            assertThat(KafkaTap.header(offer, "traceparent")).contains(TRACE_ID);
        });
    }

    @Test
    void the_broker_keeps_the_command_for_a_device_that_comes_later_and_forgets_it_with_the_tombstone()
            throws Exception {
        install();
        await().atMost(30, SECONDS)
                .until(() -> offers().stream().anyMatch(record -> record.value().contains("\"mqtt\"")));

        String topic = "slipway/" + key + "/command";
        try (MqttDevice connected = MqttDevice.connect(device, key)) {
            connected.subscribe(topic);
            await().atMost(20, SECONDS).untilAsserted(() -> assertThat(connected.received(topic))
                    .singleElement()
                    .satisfies(command -> {
                        assertThat(Contracts.faults("Command", command)).isEmpty();
                        assertThat(TestDevice.json(command).get("deploymentId").asText())
                                .isEqualTo(deployment.toString());
                    }));
            cancel();
            KafkaTap.send(DEPLOYMENTS, key, "Tombstone", null, TRACEPARENT);
            await().atMost(20, SECONDS).untilAsserted(() -> assertThat(connected.received(topic))
                    .hasSize(3)
                    .last()
                    .isEqualTo(""));
        }
    }

    @Test
    void a_command_that_comes_while_the_broker_is_away_is_there_when_it_is_back() throws Exception {
        Engine broker = EngineTestResource.engine("mqtt");
        try {
            broker.kill();
            install();
            await().atMost(20, SECONDS).until(this::poll, answer -> answer.statusCode() == 200);
        } finally {
            broker.restart();
        }

        String topic = "slipway/" + key + "/command";
        try (MqttDevice connected = MqttDevice.connect(device, key)) {
            connected.subscribe(topic);
            await().atMost(60, SECONDS).untilAsserted(() -> assertThat(connected.received(topic))
                    .singleElement(STRING)
                    .contains(deployment.toString()));
        }
    }

    @Test
    void a_command_of_one_tenant_is_not_for_a_device_of_another_with_the_same_id() {
        TestDevice namesake = TestDevice.enrolled("other", deviceId);
        install();
        await().atMost(20, SECONDS).until(this::poll, answer -> answer.statusCode() == 200);

        assertThat(namesake.get("/device/v1/command").statusCode()).isEqualTo(204);
    }

    @Test
    void an_unreadable_command_goes_to_the_dead_letters_and_does_not_stop_the_others() {
        KafkaTap.send(DEPLOYMENTS, key, "InstallUpdate", "{\"deploymentId\":17}", TRACEPARENT);
        install();

        await().atMost(20, SECONDS).until(this::poll, answer -> answer.statusCode() == 200);
        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(
                        KafkaTap.read("slipway.device.dead-letter.v1", record -> key.equals(record.key())))
                .singleElement()
                .satisfies(letter ->
                        assertThat(KafkaTap.header(letter, "slipway_reason")).contains("command-malformed")));
    }

    private HttpResponse<String> poll(String... headers) {
        return device.get("/device/v1/command", headers);
    }

    private List<ConsumerRecord<String, String>> offers() {
        return KafkaTap.read(
                REPORTS,
                record -> key.equals(record.key())
                        && KafkaTap.header(record, "ce_type").equals("CommandOffered"));
    }

    private void install() {
        KafkaTap.send(
                DEPLOYMENTS,
                key,
                "InstallUpdate",
                """
                {"tenant":"default","deviceId":"%s","deploymentId":"%s","rolloutId":"%s","issuedAt":"%s",
                 "release":{"id":"%s","name":"debian","version":"2"},
                 "components":[{"name":"rootfs","target":"debian/2/rootfs","payload":"payloads/%s/full"}]}""".formatted(
                        deviceId, deployment, UUID.randomUUID(), Instant.now(), UUID.randomUUID(), "ab".repeat(32)),
                TRACEPARENT);
    }

    private void cancel() {
        KafkaTap.send(
                DEPLOYMENTS,
                key,
                "CancelUpdate",
                """
                {"tenant":"default","deviceId":"%s","deploymentId":"%s","rolloutId":"%s","reason":"aborted","issuedAt":"%s"}""".formatted(deviceId, deployment, UUID.randomUUID(), Instant.now()),
                TRACEPARENT);
    }
}
