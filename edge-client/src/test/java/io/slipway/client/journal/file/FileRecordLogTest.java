package io.slipway.client.journal.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.client.journal.RecordLog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FileRecordLogTest {

    private static final List<String> DURABLE = List.of("first", "second, with ünïcode", "x".repeat(300));

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name_the_file() {
        file = directory.resolve("journal");
    }

    @Test
    void keeps_records_over_a_restart() throws IOException {
        // Given
        write(DURABLE);

        // When
        List<String> read = reopened();

        // Then
        assertThat(read).isEqualTo(DURABLE);
    }

    @Test
    void loses_nothing_acknowledged_when_the_last_record_is_cut_at_any_byte() throws IOException {
        // Given
        write(DURABLE);
        long durable = Files.size(file);
        append("the one that was being written");
        byte[] complete = Files.readAllBytes(file);

        for (int length = (int) durable; length < complete.length; length++) {
            Files.write(file, Arrays.copyOf(complete, length));

            // When
            List<String> read = reopened();

            // Then
            assertThat(read).as("cut after %d bytes", length).isEqualTo(DURABLE);
            assertThat(Files.size(file)).isEqualTo(durable);
        }
    }

    @Test
    void drops_the_last_record_when_any_byte_of_it_is_torn() throws IOException {
        // Given
        write(DURABLE);
        int durable = (int) Files.size(file);
        append("the one that was being written");
        byte[] complete = Files.readAllBytes(file);

        for (int torn = durable; torn < complete.length; torn++) {
            byte[] damaged = complete.clone();
            damaged[torn] ^= 0x40;
            Files.write(file, damaged);

            // When
            List<String> read = reopened();

            // Then
            assertThat(read).as("byte %d torn", torn).isEqualTo(DURABLE);
        }
    }

    @Test
    void ignores_zeros_that_a_file_system_appended() throws IOException {
        // Given
        write(DURABLE);
        Files.write(file, new byte[4096], StandardOpenOption.APPEND);

        // When
        List<String> read = reopened();

        // Then
        assertThat(read).isEqualTo(DURABLE);
    }

    @Test
    void goes_on_after_a_torn_record() throws IOException {
        // Given
        write(DURABLE);
        Files.write(file, new byte[] {0, 0, 0, 9, 1, 2}, StandardOpenOption.APPEND);

        // When
        append("after the crash");

        // Then
        assertThat(reopened()).containsExactly(DURABLE.get(0), DURABLE.get(1), DURABLE.get(2), "after the crash");
    }

    @Test
    void keeps_the_old_records_when_the_power_fails_before_a_replacement_took_its_name() throws IOException {
        // Given
        write(DURABLE);
        Files.writeString(directory.resolve("journal.new"), "half a replacement");

        // When
        List<String> read = reopened();

        // Then
        assertThat(read).isEqualTo(DURABLE);
        assertThat(directory.resolve("journal.new")).doesNotExist();
    }

    @Test
    void replaces_all_records_and_can_be_appended_to_afterwards() throws IOException {
        // Given
        write(DURABLE);

        // When
        try (RecordLog log = FileRecordLog.open(file)) {
            log.replace(List.of("compact"));
            log.append("next");
        }

        // Then
        assertThat(reopened()).containsExactly("compact", "next");
    }

    @Test
    void can_be_looked_at_while_it_is_written() throws IOException {
        try (RecordLog log = FileRecordLog.open(file)) {
            // Given
            log.append("one");

            // When
            List<String> seen = FileRecordLog.read(file);

            // Then
            assertThat(seen).containsExactly("one");
        }
    }

    @Test
    void refuses_a_record_beyond_the_limit() throws IOException {
        try (RecordLog log = FileRecordLog.open(file)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> log.append("x".repeat(RecordLog.MAX_RECORD_BYTES + 1)));
            assertThatIllegalArgumentException().isThrownBy(() -> log.append(""));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void opens_whatever_bytes_are_there(long seed) throws IOException {
        // Given
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        byte[] noise = new byte[2000];
        random.nextBytes(noise);
        Files.write(file, noise);

        // When
        append("after the noise");

        // Then
        assertThat(reopened()).last().isEqualTo("after the noise");
    }

    private void write(List<String> records) throws IOException {
        try (RecordLog log = FileRecordLog.open(file)) {
            records.forEach(log::append);
        }
    }

    private void append(String record) throws IOException {
        write(List.of(record));
    }

    private List<String> reopened() throws IOException {
        try (RecordLog log = FileRecordLog.open(file)) {
            return new ArrayList<>(log.records());
        }
    }
}
