package io.slipway.client.bootloader.uboot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.bootloader.BootEnvironmentException;
import io.slipway.client.bootloader.BootFiles;
import io.slipway.client.bootloader.BootState;
import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.PowerCutContract;
import io.slipway.client.bootloader.file.ForcedBootFiles;
import io.slipway.client.bootloader.model.MemoryBootFiles;
import io.slipway.client.bootloader.model.UbootModel;
import io.slipway.client.slot.SlotName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UbootEnvironmentTest extends PowerCutContract {

    private static final int COPY = UbootEnvironment.COPY_BYTES;
    private static final OnTrial ARMED = new OnTrial(SlotName.A, 0, 3);
    private static final String OTHERS = "x".repeat(2500);

    @TempDir
    Path directory;

    private Path file;
    private UbootEnvironment environment;

    @Override
    protected void manufacture(BootFiles files, Path place) throws IOException {
        Path env = place.resolve("uboot.env");
        EnvironmentCopy copy = new EnvironmentCopy(
                255, Map.of("slipway_slot", "a", "upgrade_available", "0", "altbootcmd", "run it", "others", OTHERS));
        files.create(env, Arrays.copyOf(copy.format(COPY, true), 2 * COPY));
    }

    @Override
    protected Rig start(BootFiles files, Path place) {
        Path env = place.resolve("uboot.env");
        return new Rig(UbootEnvironment.in(files, env), new UbootModel(files, env, COPY));
    }

    @Override
    protected int limit() {
        return 3;
    }

    @Override
    protected String foreign(BootFiles files, Path place) throws IOException {
        EnvironmentCopy copy = EnvironmentCopy.parse(files.read(place.resolve("uboot.env"), 0, COPY), true)
                .orElseThrow();
        return copy.variables().get("altbootcmd") + copy.variables().get("others");
    }

    @Override
    protected void damage(BootFiles files, Path place) throws IOException {
        files.overwrite(place.resolve("uboot.env"), 100, new byte[10]);
        files.overwrite(place.resolve("uboot.env"), COPY, new byte[10]);
    }

    @BeforeEach
    void create() throws IOException {
        file = directory.resolve("bootenv");
        UbootEnvironment.create(new ForcedBootFiles(), file, SETTLED);
        environment = UbootEnvironment.in(new ForcedBootFiles(), file);
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
            Files.write(file, Arrays.copyOf(new EnvironmentCopy(1, map).format(COPY, true), 2 * COPY));

            // Then
            assertThatThrownBy(() -> environment.read()).as(variables).isInstanceOf(BootEnvironmentException.class);
        }
    }

    @Test
    void refuses_a_missing_file() {
        assertThatThrownBy(() -> UbootEnvironment.in(new ForcedBootFiles(), directory.resolve("none"))
                        .read())
                .isInstanceOf(BootEnvironmentException.class)
                .hasMessageContaining("Cannot read the boot environment");
    }

    @Test
    void loses_its_only_copy_when_a_write_is_torn() throws Exception {
        // Given
        MemoryBootFiles memory = new MemoryBootFiles();
        Path env = Path.of("/boot/uboot.env");
        memory.create(
                env,
                new EnvironmentCopy(0, Map.of("slipway_slot", "a", "upgrade_available", "0", "others", OTHERS))
                        .format(COPY, false));
        UbootEnvironment single = new UbootEnvironment(memory, FwEnvConfig.parse(env + " 0 0x4000"));
        List<Map<Path, byte[]>> crashes = new ArrayList<>();
        memory.onCrash(crashes::add);

        // When
        single.write(ARMED);
        assertThat(single.read()).isEqualTo(ARMED);

        // Then
        int lost = 0;
        for (Map<Path, byte[]> crash : crashes) {
            memory.restore(crash);
            try {
                assertThat(single.read()).isIn(SETTLED, ARMED);
            } catch (BootEnvironmentException e) {
                assertThat(e).hasMessageContaining("The one copy of the boot environment /boot/uboot.env is damaged");
                lost++;
            }
        }
        assertThat(lost).isEqualTo(crashes.size() - 2).isPositive();
    }

    @Test
    void takes_attempts_from_the_script_that_counts_them_and_only_for_this_trial() throws Exception {
        // Given
        Path counted = directory.resolve("attempts.env");
        UbootEnvironment scripted = new UbootEnvironment(
                new ForcedBootFiles(), UbootLayout.twoIn(file, COPY).countingIn(counted));
        scripted.write(ARMED);
        assertThat(scripted.read()).isEqualTo(ARMED);
        String id = EnvironmentCopy.parse(Arrays.copyOfRange(Files.readAllBytes(file), COPY, 2 * COPY), true)
                .flatMap(copy -> Optional.ofNullable(copy.variables().get("slipway_trial_id")))
                .orElseThrow();

        // When
        Files.writeString(counted, "bootcount=2\nslipway_trial_id=" + id + "\n\0\0");

        // Then
        assertThat(scripted.read()).isEqualTo(ARMED.attempt().attempt());
        scripted.write(SETTLED);
        scripted.write(ARMED);
        assertThat(scripted.read()).as("another trial").isEqualTo(ARMED);
    }
}
