package io.slipway.client.provisioning.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.client.provisioning.ProvisioningRefusedException;
import io.slipway.client.provisioning.file.IniFile.Entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

class IniFileTest {

    @Test
    void reads_sections_comments_and_quotes_and_finds_each_value_where_it_is_written() throws Exception {
        // Given
        String text =
                "\ufeff# Grüße\r\n[device]\r\nid = board-1 \r\n\r\n; no\n  [network]\n ssid=\"a \\\"b\\\" \\\\ ü\"\npsk =  \n";

        // When
        List<Entry> entries = read(text);

        // Then
        assertThat(entries)
                .extracting(Entry::name, Entry::value, Entry::line)
                .containsExactly(
                        tuple("device.id", "board-1", 3),
                        tuple("network.ssid", "a \"b\" \\ ü", 7),
                        tuple("network.psk", "", 8));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(entries)
                .extracting(entry -> new String(
                        Arrays.copyOfRange(bytes, entry.offset(), entry.offset() + entry.bytes()),
                        StandardCharsets.UTF_8))
                .containsExactly("board-1", "a \\\"b\\\" \\\\ ü", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id = 1                       | line 1: it stands before the first section",
                "[device]#id = 1#id = 2       | line 3: device.id is there a second time",
                "[device]#[device]            | line 2: the section device begins a second time",
                "[device]#id                  | line 2: expected [section], key = value or a comment",
                "[DEVICE]                     | line 1: expected [section], key = value or a comment",
                "[device] x                   | line 1: expected [section], key = value or a comment",
                "[device]#id = \"secret       | line 2: the quotes do not close at the end",
                "[device]#id = \"a\" b        | line 2: the quotes do not close at the end",
                "[device]#id = \"a\\n\"       | line 2: the quotes do not close at the end",
            })
    void names_the_line_and_never_the_value(String text, String message) {
        assertThatThrownBy(() -> read(text.replace('#', '\n')))
                .isInstanceOf(ProvisioningRefusedException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a]\nb = \u0000", "[a]\nb = \u001b[2J", "[a]\rb = 1"})
    void refuses_control_characters(String text) {
        assertThatThrownBy(() -> read(text)).hasMessageContaining("it has a control character");
    }

    @Test
    void refuses_what_is_not_utf_8_or_too_long_or_too_much() {
        assertThatThrownBy(() -> IniFile.read(new byte[] {'[', (byte) 0xc3, ']'}))
                .hasMessage("it is not UTF-8");
        assertThatThrownBy(() -> IniFile.read(new byte[IniFile.MAX_BYTES + 1]))
                .hasMessage("it has more than 65536 bytes");
        StringBuilder many = new StringBuilder("[network]\n");
        for (int i = 0; i < 501; i++) {
            many.append('k').append(i).append("=\n");
        }
        assertThatThrownBy(() -> read(many.toString())).hasMessageContaining("more than 500 entries");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void lets_only_refusals_pass_whatever_the_bytes_are(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        byte[] alphabet = "[]=\"\\#; \t\r\n\u00e4abk1".getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 5000; round++) {
            byte[] bytes = new byte[random.nextInt(60)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = alphabet[random.nextInt(alphabet.length)];
            }
            try {
                for (Entry entry : IniFile.read(bytes)) {
                    assertThat(entry.offset() + entry.bytes()).isLessThanOrEqualTo(bytes.length);
                }
            } catch (ProvisioningRefusedException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }

    private static List<Entry> read(String text) throws ProvisioningRefusedException {
        return IniFile.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
