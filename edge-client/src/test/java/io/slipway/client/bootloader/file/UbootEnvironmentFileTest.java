package io.slipway.client.bootloader.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.bootloader.BootEnvironmentException;
import io.slipway.client.bootloader.BootState;
import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.slot.SlotName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UbootEnvironmentFileTest {

    private static final int COPY = UbootEnvironmentFile.COPY_BYTES;
    private static final Settled SETTLED = new Settled(SlotName.A);
    private static final OnTrial ARMED = new OnTrial(SlotName.A, 0, 3);

    @TempDir
    Path directory;

    private Path file;
    private UbootEnvironmentFile environment;

    @BeforeEach
    void create() throws IOException {
        file = directory.resolve("bootenv");
        UbootEnvironmentFile.create(file, SETTLED);
        environment = new UbootEnvironmentFile(file);
    }

    @Test
    void says_what_was_written_last() throws BootEnvironmentException {
        for (BootState state : new BootState[] {ARMED, ARMED.attempt(), ARMED.commit(), SETTLED, ARMED}) {
            // When
            environment.write(state);

            // Then
            assertThat(environment.read()).isEqualTo(state);
        }
    }

    @Test
    void has_the_layout_of_libubootenv() throws IOException, BootEnvironmentException {
        // When
        environment.write(ARMED);

        // Then
        byte[] second = Arrays.copyOfRange(Files.readAllBytes(file), COPY, 2 * COPY);
        CRC32 crc = new CRC32();
        crc.update(second, 5, COPY - 5);
        assertThat(ByteBuffer.wrap(second).order(ByteOrder.LITTLE_ENDIAN).getInt())
                .isEqualTo((int) crc.getValue());
        assertThat(second[4]).as("counter").isEqualTo((byte) 2);
        assertThat(new String(second, 5, COPY - 5, StandardCharsets.ISO_8859_1))
                .startsWith("bootcount=0\0bootlimit=3\0slipway_slot=a\0slipway_trial=b\0upgrade_available=1\0\0");
    }

    @Test
    void falls_back_to_the_other_copy_when_one_is_damaged_anywhere() throws IOException, BootEnvironmentException {
        // Given
        environment.write(ARMED);
        byte[] good = Files.readAllBytes(file);

        for (int at = 0; at < COPY; at += 97) {
            byte[] damaged = good.clone();
            damaged[COPY + at] ^= 1;
            Files.write(file, damaged);

            // When
            BootState state = environment.read();

            // Then: the counter is not covered by the checksum, so it may make either copy the newer one
            if (at == 4) {
                assertThat(state).isIn(SETTLED, ARMED);
            } else {
                assertThat(state).as("byte %d of the newer copy damaged", at).isEqualTo(SETTLED);
            }
        }
    }

    @Test
    void has_the_old_or_the_new_state_when_a_write_is_torn_at_any_byte() throws IOException, BootEnvironmentException {
        // Given
        byte[] before = Files.readAllBytes(file);
        environment.write(ARMED);
        byte[] after = Files.readAllBytes(file);

        for (int written = 0; written <= COPY; written += 61) {
            byte[] torn = before.clone();
            System.arraycopy(after, COPY, torn, COPY, written);
            Files.write(file, torn);

            // When
            BootState state = environment.read();

            // Then
            assertThat(state).as("torn after %d bytes", written).isIn(SETTLED, ARMED);
        }
    }

    @Test
    void repairs_a_damaged_copy_with_the_next_write() throws IOException, BootEnvironmentException {
        // Given
        byte[] damaged = Files.readAllBytes(file);
        damaged[COPY + 7] ^= 1;
        Files.write(file, damaged);

        // When
        environment.write(ARMED);

        // Then
        byte[] onlySecond = Files.readAllBytes(file);
        Arrays.fill(onlySecond, 0, COPY, (byte) 0xff);
        Files.write(file, onlySecond);
        assertThat(environment.read()).isEqualTo(ARMED);
    }

    @Test
    void refuses_to_guess_when_both_copies_are_damaged() throws IOException {
        // Given
        byte[] damaged = Files.readAllBytes(file);
        damaged[100] ^= 1;
        damaged[COPY + 100] ^= 1;
        Files.write(file, damaged);

        // Then
        assertThatThrownBy(() -> environment.read())
                .isInstanceOf(BootEnvironmentException.class)
                .hasMessageContaining("Both copies");
        assertThatThrownBy(() -> environment.write(SETTLED)).isInstanceOf(BootEnvironmentException.class);
        assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
    }

    @Test
    void keeps_the_newer_copy_apart_when_the_counter_wraps_around() throws BootEnvironmentException {
        for (int write = 0; write < 600; write++) {
            // When
            BootState state = write % 2 == 0 ? ARMED : SETTLED;
            environment.write(state);

            // Then
            assertThat(environment.read()).as("write %d", write).isEqualTo(state);
        }
    }

    @Test
    void keeps_variables_of_others() throws IOException, BootEnvironmentException {
        // Given
        byte[] copy = new UbootEnvironment(
                        9, Map.of("slipway_slot", "a", "upgrade_available", "0", "ethaddr", "00:11:22:33:44:55"))
                .format(COPY);
        byte[] both = Arrays.copyOf(copy, 2 * COPY);
        Files.write(file, both);

        // When
        environment.write(ARMED);

        // Then
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).substring(COPY))
                .contains("ethaddr=00:11:22:33:44:55\0");
    }

    @Test
    void refuses_variables_that_make_no_sense() throws IOException {
        for (String variables : new String[] {
            "slipway_slot=c,upgrade_available=0",
            "upgrade_available=0",
            "slipway_slot=a",
            "slipway_slot=a,upgrade_available=2",
            "slipway_slot=a,upgrade_available=1,slipway_trial=a,bootcount=0,bootlimit=3",
            "slipway_slot=a,upgrade_available=1,slipway_trial=b,bootcount=-1,bootlimit=3",
            "slipway_slot=a,upgrade_available=1,slipway_trial=b,bootcount=0,bootlimit=0",
        }) {
            // Given
            Map<String, String> map = new HashMap<>();
            for (String assignment : variables.split(",")) {
                map.put(assignment.split("=")[0], assignment.split("=")[1]);
            }
            Files.write(file, Arrays.copyOf(new UbootEnvironment(1, map).format(COPY), 2 * COPY));

            // Then
            assertThatThrownBy(() -> environment.read()).as(variables).isInstanceOf(BootEnvironmentException.class);
        }
    }

    @Test
    void refuses_a_missing_file() {
        assertThatThrownBy(() -> new UbootEnvironmentFile(directory.resolve("none")).read())
                .isInstanceOf(BootEnvironmentException.class)
                .hasMessageContaining("Cannot read the boot environment");
    }
}
