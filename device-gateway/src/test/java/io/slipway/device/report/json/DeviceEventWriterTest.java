package io.slipway.device.report.json;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.slipway.device.identity.DeviceName;
import io.slipway.device.report.Channel;
import io.slipway.device.report.DeviceEvent.CommandOffered;
import io.slipway.device.report.DeviceEvent.Reported;
import io.slipway.device.report.Report;
import io.slipway.device.testing.Contracts;
import io.slipway.events.Event;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceEventWriterTest {

    private static final DeviceName BOARD_1 = DeviceName.of("default", "board-1");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final UUID DEPLOYMENT = UUID.fromString("0b6e1b1c-4f0e-4d4e-9d0e-6b1f2a3c4d5e");

    private final DeviceEventWriter writer = new DeviceEventWriter();

    static Stream<Path> reports() {
        return Contracts.samples("Report", "valid").stream();
    }

    @ParameterizedTest
    @MethodSource("reports")
    void writes_reports_as_the_contract_says(Path sample) throws Exception {
        Report report = new ReportParser().parse(Contracts.read(sample).getBytes(StandardCharsets.UTF_8));

        Event event = writer.write(new Reported(BOARD_1, report, NOON));

        assertThat(Contracts.faults(event.type(), String.valueOf(event.json()))).isEmpty();
        assertThat(event.key()).isEqualTo("default/board-1");
        assertThat(event.json()).doesNotContain("traceparent").doesNotContain("kind");
    }

    @ParameterizedTest
    @EnumSource(Channel.class)
    void writes_offers_as_the_contract_says(Channel channel) {
        Event event = writer.write(new CommandOffered(BOARD_1, DEPLOYMENT, channel, NOON));

        assertThat(event.type()).isEqualTo("CommandOffered");
        assertThat(Contracts.faults("CommandOffered", String.valueOf(event.json())))
                .isEmpty();
    }

    @Test
    void a_report_that_is_sent_twice_is_one_event() throws Exception {
        Report report = sample("Report", "valid-status");

        Event first = writer.write(new Reported(BOARD_1, report, NOON));
        Event second = writer.write(new Reported(BOARD_1, report, NOON.plusSeconds(30)));

        assertThat(second.id()).isEqualTo(first.id());
    }

    @Test
    void the_same_report_of_another_device_is_another_event() throws Exception {
        Report report = sample("Report", "valid-status");

        Event first = writer.write(new Reported(BOARD_1, report, NOON));
        Event second = writer.write(new Reported(DeviceName.of("default", "board-2"), report, NOON));

        assertThat(second.id()).isNotEqualTo(first.id());
    }

    @Test
    void an_offer_is_one_event_per_deployment_and_channel() {
        Event first = writer.write(new CommandOffered(BOARD_1, DEPLOYMENT, Channel.MQTT, NOON));
        Event again = writer.write(new CommandOffered(BOARD_1, DEPLOYMENT, Channel.MQTT, NOON.plusSeconds(1)));
        Event other = writer.write(new CommandOffered(BOARD_1, DEPLOYMENT, Channel.HTTPS, NOON));

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(other.id()).isNotEqualTo(first.id());
    }

    private static Report sample(String type, String kind) throws Exception {
        return new ReportParser()
                .parse(Contracts.read(Contracts.samples(type, kind).getFirst()).getBytes(StandardCharsets.UTF_8));
    }
}
