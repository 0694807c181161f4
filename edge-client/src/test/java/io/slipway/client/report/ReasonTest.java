package io.slipway.client.report;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReasonTest {

    @Test
    void keeps_a_detail_of_500_characters() {
        assertThat(new Reason("hook-failed", "x".repeat(500)).detail()).isEqualTo("x".repeat(500));
    }

    @ParameterizedTest
    @ValueSource(ints = {497, 498, 499})
    void cuts_between_characters_and_not_within_one(int before) {
        // Given a character outside the basic plane around the cut
        String detail = new Reason("hook-failed", "x".repeat(before) + "\uD83D\uDE00".repeat(10)).detail();

        // When, Then
        assertThat(detail).endsWith("…").hasSizeLessThanOrEqualTo(500);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(detail)).isTrue();
    }
}
