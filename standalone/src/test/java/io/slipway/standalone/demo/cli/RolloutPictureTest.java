package io.slipway.standalone.demo.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.slipway.standalone.operator.http.RolloutApi.Deployment;
import io.slipway.standalone.operator.http.RolloutApi.Rollout;
import io.slipway.standalone.operator.http.RolloutApi.Wave;

import static org.assertj.core.api.Assertions.assertThat;

class RolloutPictureTest {

    private static final UUID ID = UUID.fromString("11111111-2222-3333-4444-555555555555");
    private static final long MEBIBYTE = 1 << 20;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final RolloutPicture picture =
            new RolloutPicture(new PrintStream(printed, true, StandardCharsets.UTF_8), () -> Instant.EPOCH);

    @Test
    void shows_devices_while_their_wave_runs_and_a_summary_after() {
        // When
        picture.show(
                rollout(wave(1, 1, "finished"), wave(2, 2, "running"), wave(3, 1, "waiting")),
                List.of(
                        deployment("board-1", 1, "succeeded", 100),
                        deployment("board-2", 2, "downloading", 50),
                        deployment("board-3", 2, "rolled-back", 100)));

        // Then
        assertThat(plain().lines())
                .containsExactly(
                        "  running, 0 s",
                        "  wave 1  finished  1 succeeded",
                        "  wave 2  running   1 rolled-back",
                        "    board-2    [############............]  50 %     1.0 MiB  downloading",
                        "    board-3    [########################] 100 %     1.0 MiB  rolled-back",
                        "  wave 3  waiting   1 device");
    }

    @Test
    void draws_over_what_it_has_drawn_before() {
        Rollout rollout = rollout(wave(1, 1, "waiting"));

        picture.show(rollout, List.of());
        picture.show(rollout, List.of());

        assertThat(printed.toString(StandardCharsets.UTF_8)).containsOnlyOnce("\033[2A\033[J");
    }

    @Test
    void fits_on_a_screen_however_many_devices_there_are() {
        // Given
        List<Deployment> many = IntStream.range(0, 50)
                .mapToObj(number -> deployment("board-" + number, 1, "downloading", 1))
                .toList();

        // When
        picture.show(rollout(wave(1, 50, "running")), many);

        // Then
        assertThat(plain().lines()).hasSizeLessThan(20).last().isEqualTo("    and 38 more");
    }

    private String plain() {
        return printed.toString(StandardCharsets.UTF_8).replaceAll("\033\\[[0-9]*[A-Zm]", "");
    }

    private static Rollout rollout(Wave... waves) {
        return new Rollout(ID, "debian 2", "running", null, null, 4, List.of(waves));
    }

    private static Wave wave(int number, int devices, String state) {
        return new Wave(number, devices, state, Map.of());
    }

    private static Deployment deployment(String device, int wave, String state, long done) {
        return new Deployment(ID, device, wave, state, null, null, null, done, 100, MEBIBYTE, Map.of());
    }
}
