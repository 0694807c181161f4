package io.slipway.events;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReceivedEventTest {

    private static final String ID = "0b0e3a3e-8d0a-4b53-9f2c-1f2d3c4b5a69";

    @Test
    void reads_a_binary_cloud_event() {
        // When
        ReceivedEvent event = ReceivedEvent.from(record("default/a", "{}", Map.of("traceparent", "00-1-2-01")));

        // Then
        assertThat(event.id()).hasToString(ID);
        assertThat(event.type()).isEqualTo("ThingHappened");
        assertThat(event.tenant()).isEqualTo("default");
        assertThat(event.requiredJson()).isEqualTo("{}");
        assertThat(event.traceparent()).contains("00-1-2-01");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(record(null, "{}", Map.of()), "key-missing"),
                Arguments.of(record("default/a", "{}", Map.of("ce_id", "")), "header-missing"),
                Arguments.of(record("default/a", "{}", Map.of("ce_id", "seven")), "header-invalid"),
                Arguments.of(record("default/a", "{}", Map.of("ce_time", "yesterday")), "header-invalid"),
                Arguments.of(record("default/a", "{}", Map.of("ce_specversion", "0.3")), "header-invalid"));
    }

    @ParameterizedTest
    @MethodSource
    void refused(ConsumerRecord<String, String> record, String code) {
        assertThatThrownBy(() -> ReceivedEvent.from(record))
                .isInstanceOfSatisfying(EventRejectedException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(code));
    }

    @Test
    void refuses_a_tombstone_where_a_value_is_needed() {
        ReceivedEvent event = ReceivedEvent.from(record("default/a", null, Map.of()));

        assertThatThrownBy(event::requiredJson).hasMessageContaining("needs a value");
    }

    static ConsumerRecord<String, String> record(String key, String value, Map<String, String> changes) {
        Map<String, String> headers = new LinkedHashMap<>(Map.of(
                "ce_specversion", "1.0",
                "ce_id", ID,
                "ce_type", "ThingHappened",
                "ce_time", "2026-11-21T10:00:00Z"));
        headers.putAll(changes);
        ConsumerRecord<String, String> record = new ConsumerRecord<>("things", 0, 0, key, value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}
