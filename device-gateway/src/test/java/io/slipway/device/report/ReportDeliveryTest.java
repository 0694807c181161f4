package io.slipway.device.report;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

import io.quarkus.test.junit.QuarkusTest;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.device.testing.Contracts;
import io.slipway.device.testing.KafkaTap;
import io.slipway.device.testing.Metrics;
import io.slipway.device.testing.MqttDevice;
import io.slipway.device.testing.Problems;
import io.slipway.device.testing.Reports;
import io.slipway.device.testing.TestDevice;
import io.slipway.engines.Engine;
import io.slipway.engines.EngineTestResource;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
class ReportDeliveryTest {

    private static final String REPORTS = "slipway.device.report.v1";

    private final String deviceId = "board-" + UUID.randomUUID();
    private final String key = "default/" + deviceId;
    private final String reportTopic = "slipway/" + key + "/report";
    private final String ackTopic = "slipway/" + key + "/ack";
    private TestDevice device;

    @BeforeEach
    void enrol() {
        device = TestDevice.enrolled("default", deviceId);
    }

    @Test
    void a_report_over_mqtt_reaches_kafka_in_its_trace_and_is_acked() throws Exception {
        try (MqttDevice connected = connect()) {
            connected.publish(reportTopic, Reports.accepted(1));
            connected.publish(reportTopic, Reports.status(2));

            awaitAcks(connected, 1, 2);
        }
        assertThat(reports()).hasSize(2).allSatisfy(record -> assertThat(
                        Contracts.faults(KafkaTap.header(record, "ce_type"), record.value()))
                .isEmpty());
        assertThat(KafkaTap.header(reports().getFirst(), "traceparent"))
                .contains(Reports.TRACE_ID)
                .doesNotContain("00f067aa0ba902b7");
    }

    @Test
    void reports_over_https_are_answered_when_all_of_them_are_durable() {
        HttpResponse<String> answer = post("[" + Reports.accepted(1) + "," + Reports.status(5) + "]");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(TestDevice.json(answer.body()).get("sequence").asLong()).isEqualTo(5);
        assertThat(reports()).hasSize(2);
    }

    @Test
    void who_reports_is_the_certificate_and_never_the_body() {
        String forged = Reports.accepted(1).replace("{", "{\"tenant\":\"other\",\"deviceId\":\"board-9\",");

        post("[" + forged + "]");

        assertThat(reports()).singleElement().satisfies(record -> {
            assertThat(TestDevice.json(record.value()).get("tenant").asText()).isEqualTo("default");
            assertThat(TestDevice.json(record.value()).get("deviceId").asText()).isEqualTo(deviceId);
        });
    }

    @Test
    void a_repeated_report_is_the_same_event_and_is_acked_again() throws Exception {
        try (MqttDevice connected = connect()) {
            connected.publish(reportTopic, Reports.accepted(1));
            connected.publish(reportTopic, Reports.accepted(1));

            awaitAcks(connected, 1, 1);
        }
        assertThat(reports())
                .hasSize(2)
                .extracting(record -> KafkaTap.header(record, "ce_id"))
                .containsOnly(KafkaTap.header(reports().getFirst(), "ce_id"));
    }

    @Test
    void malformed_reports_are_counted_and_dropped_and_do_not_hold_up_good_ones() throws Exception {
        double before = refused("report-malformed");
        double tooLargeBefore = refused("report-too-large");
        try (MqttDevice connected = connect()) {
            connected.publish(reportTopic, "not json");
            connected.publish(reportTopic, Reports.accepted(0));
            connected.publish(reportTopic, new byte[70_000]);
            connected.publish(reportTopic, Reports.accepted(1));

            awaitAcks(connected, 1);
        }
        assertThat(refused("report-malformed")).isEqualTo(before + 2);
        assertThat(refused("report-too-large")).isEqualTo(tooLargeBefore + 1);
        assertThat(reports()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "{}", "[]", "[{}]", "[1]"})
    void malformed_reports_over_https_are_refused_and_nothing_is_taken(String body) {
        HttpResponse<String> answer = post(body);

        assertThat(Problems.codeOf(answer, 422)).isEqualTo("report-malformed");
        assertThat(reports()).isEmpty();
    }

    @Test
    void a_report_of_more_than_64_kib_over_https_is_refused() {
        HttpResponse<String> answer =
                post("[" + Reports.accepted(1).replace("{", "{\"padding\":[" + "1,".repeat(40_000) + "1],") + "]");

        assertThat(Problems.codeOf(answer, 413)).isEqualTo("report-too-large");
        assertThat(reports()).isEmpty();
    }

    @Test
    void a_body_of_more_than_1_mib_or_of_unknown_length_is_refused_before_it_is_read() {
        String body = "not JSON at all".repeat(80_000);

        HttpResponse<String> announced = post(body);
        HttpResponse<String> streamed = device.stream("/device/v1/reports", body);

        assertThat(Problems.codeOf(announced, 413)).isEqualTo("body-too-large");
        assertThat(Problems.codeOf(streamed, 411)).isEqualTo("body-length-missing");
        assertThat(reports()).isEmpty();
    }

    @Test
    void one_malformed_report_over_https_refuses_all_of_its_request() {
        HttpResponse<String> answer = post("[" + Reports.accepted(1) + "," + Reports.accepted(1) + "]");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(TestDevice.json(answer.body()).get("detail").asText()).contains("report 1");
        assertThat(reports()).isEmpty();
    }

    @Test
    void a_report_of_a_revoked_device_over_the_broker_is_dropped() throws Exception {
        double before = refused("device-revoked");
        try (MqttDevice connected = connect()) {
            TestDevice.revoke(deviceId);
            connected.publish(reportTopic, Reports.accepted(1));

            await().atMost(20, SECONDS).until(() -> refused("device-revoked") == before + 1);
        }
        assertThat(reports()).isEmpty();
    }

    @Test
    void a_report_is_acked_only_when_kafka_has_it_and_none_is_lost_when_kafka_is_killed() throws Exception {
        Engine kafka = EngineTestResource.engine("kafka");
        try (MqttDevice connected = connect()) {
            connected.publish(reportTopic, Reports.accepted(1));
            awaitAcks(connected, 1);

            kafka.kill();
            connected.publish(reportTopic, Reports.accepted(2));
            HttpResponse<String> unsure = post("[" + Reports.accepted(3) + "]");
            List<String> acksWhileDown = connected.received(ackTopic);
            kafka.restart();

            assertThat(unsure.statusCode()).isEqualTo(503);
            assertThat(unsure.headers().firstValue("Retry-After")).isPresent();
            assertThat(acksWhileDown).hasSize(1);
            await().atMost(90, SECONDS).untilAsserted(() -> assertThat(connected.received(ackTopic))
                    .containsExactly("{\"sequence\":1}", "{\"sequence\":2}"));
        } finally {
            if (!kafka.isAlive()) {
                kafka.restart();
            }
        }
        await().atMost(60, SECONDS).untilAsserted(() -> assertThat(reports())
                .extracting(record ->
                        TestDevice.json(record.value()).get("sequence").asLong())
                .contains(1L, 2L, 3L));
    }

    private MqttDevice connect() throws Exception {
        MqttDevice connected = MqttDevice.connect(device, key);
        connected.subscribe(ackTopic);
        return connected;
    }

    private void awaitAcks(MqttDevice connected, long... sequences) {
        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(connected.received(ackTopic))
                .extracting(ack -> TestDevice.json(ack).get("sequence").asLong())
                .containsExactly(LongStream.of(sequences).boxed().toArray(Long[]::new)));
    }

    private HttpResponse<String> post(String body) {
        return device.post("/device/v1/reports", body);
    }

    private List<ConsumerRecord<String, String>> reports() {
        return KafkaTap.read(REPORTS, record -> key.equals(record.key()));
    }

    private static double refused(String reason) {
        return Metrics.value("slipway_device_reports_refused_total", "channel=\"mqtt\"", "reason=\"" + reason + "\"");
    }
}
