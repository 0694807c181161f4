package io.slipway.contracts;

import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each schema is strict about what it names and tolerant of what it does not. */
class MessageSchemaTest {

    private static final int MOST_REPORTS_IN_A_BATCH = 100;

    static Stream<String> messages() {
        return Contracts.messages().stream();
    }

    static Stream<String> validSamples() {
        return Contracts.samples().stream().filter(Contracts::isValid);
    }

    static Stream<String> invalidSamples() {
        return Contracts.samples().stream().filter(sample -> !Contracts.isValid(sample));
    }

    @ParameterizedTest
    @MethodSource("validSamples")
    void accepts_valid_sample(String sample) {
        assertThat(Contracts.violations(Contracts.messageOf(sample), Contracts.sample(sample)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("invalidSamples")
    void refuses_invalid_sample(String sample) {
        assertThat(Contracts.violations(Contracts.messageOf(sample), Contracts.sample(sample)))
                .isNotEmpty();
    }

    /** So that it is refused for what its name says and for nothing else. */
    @ParameterizedTest
    @MethodSource("invalidSamples")
    void invalid_sample_differs_from_a_valid_one_in_one_place(String sample) {
        // Given
        List<JsonNode> valid = validSamples()
                .filter(other -> Contracts.messageOf(other).equals(Contracts.messageOf(sample)))
                .map(Contracts::sample)
                .toList();

        // When
        JsonNode invalid = Contracts.sample(sample);

        // Then
        assertThat(valid).anySatisfy(other -> assertThat(Differences.between(other, invalid))
                .hasSize(1));
    }

    @ParameterizedTest
    @MethodSource("validSamples")
    void ignores_unknown_fields(String sample) {
        // Given
        JsonNode extended = withUnknownFields(Contracts.sample(sample));

        // When, Then
        assertThat(Contracts.violations(Contracts.messageOf(sample), extended)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void message_has_samples_of_both_sorts(String message) {
        List<String> samples = Contracts.samples().stream()
                .filter(sample -> Contracts.messageOf(sample).equals(message))
                .toList();
        assertThat(samples).anyMatch(Contracts::isValid).anyMatch(sample -> !Contracts.isValid(sample));
    }

    @Test
    void samples_are_named_after_a_message_and_their_sort() {
        assertThat(Contracts.samples())
                .allMatch(sample -> sample.matches("[A-Za-z]+\\.(valid|invalid|previous)(-[a-z0-9-]+)?\\.json"))
                .allMatch(sample -> Contracts.messages().contains(Contracts.messageOf(sample)));
    }

    @Test
    void batch_holds_one_to_a_hundred_reports() {
        // Given
        JsonNode report = Contracts.sample("Report.valid-status.json");

        // When, Then
        assertThat(Contracts.violations("ReportBatch", batch(report, MOST_REPORTS_IN_A_BATCH)))
                .isEmpty();
        assertThat(Contracts.violations("ReportBatch", batch(report, 0))).isNotEmpty();
        assertThat(Contracts.violations("ReportBatch", batch(report, MOST_REPORTS_IN_A_BATCH + 1)))
                .isNotEmpty();
    }

    private static ArrayNode batch(JsonNode report, int size) {
        ArrayNode batch = JsonNodeFactory.instance.arrayNode(size);
        for (int i = 0; i < size; i++) {
            batch.add(report);
        }
        return batch;
    }

    private static JsonNode withUnknownFields(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.forEach(MessageSchemaTest::withUnknownFields);
            object.put("inventedLater", "yes");
        } else {
            node.forEach(MessageSchemaTest::withUnknownFields);
        }
        return node;
    }
}
