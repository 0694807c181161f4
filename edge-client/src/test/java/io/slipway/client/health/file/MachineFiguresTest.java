package io.slipway.client.health.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.health.Amount;
import io.slipway.client.health.Amount.Bytes;
import io.slipway.client.health.Amount.Percent;
import io.slipway.client.health.Probe;

import static org.assertj.core.api.Assertions.assertThat;

class MachineFiguresTest {

    @TempDir
    Path proc;

    @BeforeEach
    void a_machine() throws IOException {
        Files.writeString(
                proc.resolve("meminfo"),
                "MemTotal:        1000000 kB\nMemFree:           10 kB\nMemAvailable:     250000 kB\n");
        Files.writeString(proc.resolve("uptime"), "350.77 1234.51\n");
    }

    @Test
    void memory_is_held_against_bytes_and_parts_of_all() {
        assertThat(memory(new Bytes(256_000_000))).isEmpty();
        assertThat(memory(new Percent(25))).isEmpty();
        assertThat(memory(new Bytes(256_000_001)))
                .contains("found 256000000 of 1024000000 bytes of memory free, expected 256000001 bytes");
        assertThat(memory(new Percent(26)))
                .contains("found 256000000 of 1024000000 bytes of memory free, expected 26 %");
    }

    @Test
    void disk_is_held_against_bytes_and_parts_of_all() {
        assertThat(disk(proc, new Bytes(1))).isEmpty();
        assertThat(disk(proc, new Percent(0))).isEmpty();
        assertThat(disk(proc, new Bytes(Long.MAX_VALUE)))
                .hasValueSatisfying(c -> assertThat(c).contains(" bytes at " + proc + " free, expected "));
        assertThat(disk(proc.resolve("none"), new Bytes(1)))
                .hasValueSatisfying(c -> assertThat(c).startsWith("could not look: "));
    }

    @Test
    void up_time_is_that_of_the_machine() {
        assertThat(look(new Probe.UpTime(Duration.ofSeconds(350)))).isEmpty();
        assertThat(look(new Probe.UpTime(Duration.ofSeconds(351))))
                .contains("found the machine up for 350 s, expected 351 s");
    }

    @Test
    void reads_the_files_of_this_kernel() {
        MachineFigures here = new MachineFigures(Path.of("/proc"));
        assertThat(here.complaint(new Probe.Memory(new Bytes(1)), Duration.ZERO, Map.of()))
                .isEmpty();
        assertThat(here.complaint(new Probe.UpTime(Duration.ofSeconds(1)), Duration.ZERO, Map.of()))
                .isEmpty();
    }

    @Test
    void figures_in_another_form_are_a_failure() throws IOException {
        Files.writeString(proc.resolve("meminfo"), "MemTotal: lots\n");
        Files.writeString(proc.resolve("uptime"), "since yesterday");

        assertThat(memory(new Bytes(1))).contains("could not look: java.io.IOException: meminfo has no MemAvailable");
        assertThat(look(new Probe.UpTime(Duration.ofSeconds(1)))).isPresent();
    }

    private Optional<String> memory(Amount least) {
        return look(new Probe.Memory(least));
    }

    private Optional<String> disk(Path path, Amount least) {
        return look(new Probe.Disk(path, least));
    }

    private Optional<String> look(Probe.OfMachine probe) {
        return new MachineFigures(proc).complaint(probe, Duration.ofSeconds(1), Map.of());
    }
}
