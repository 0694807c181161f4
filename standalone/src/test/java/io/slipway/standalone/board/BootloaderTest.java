package io.slipway.standalone.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.bootloader.BootState;
import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.bootloader.file.ForcedBootFiles;
import io.slipway.client.bootloader.uboot.UbootEnvironment;
import io.slipway.client.slot.SlotName;
import io.slipway.standalone.board.BootDecision.Boot;
import io.slipway.standalone.board.BootDecision.Dead;
import io.slipway.standalone.board.BootDecision.Hang;

import static org.assertj.core.api.Assertions.assertThat;

class BootloaderTest {

    private static final byte[] OLD = new byte[] {1, 2, 3};
    private static final byte[] NEW = new byte[] {4, 5, 6, 7};

    @TempDir
    Path directory;

    private BoardDirectory board;
    private KnownImages images;
    private UbootEnvironment environment;
    private Bootloader bootloader;

    @BeforeEach
    void manufacture() throws IOException {
        Path image = Files.write(directory.resolve("factory.img"), OLD);
        board = BoardDirectory.manufacture(directory.resolve("board"), image);
        images = new KnownImages(board.knownImages());
        images.add(KnownImages.sha256(image), "debian 1");
        environment = UbootEnvironment.in(new ForcedBootFiles(), board.bootEnvironment());
        bootloader = new Bootloader(board, environment, images);
    }

    @Test
    void boots_the_committed_slot_of_a_new_board() throws Exception {
        assertThat(bootloader.start()).isEqualTo(new Boot(SlotName.A, "debian 1", "committed"));
    }

    @Test
    void counts_a_trial_before_it_boots_it_and_falls_back_when_the_limit_is_passed() throws Exception {
        // Given
        fillSlotB();
        environment.write(new OnTrial(SlotName.A, 0, 2));

        // Then
        assertThat(bootloader.start()).isEqualTo(new Boot(SlotName.B, "debian 2", "attempt 1 of 2"));
        assertThat(environment.read()).isEqualTo(new OnTrial(SlotName.A, 1, 2));
        assertThat(bootloader.start()).isEqualTo(new Boot(SlotName.B, "debian 2", "attempt 2 of 2"));
        assertThat(bootloader.start()).isEqualTo(new Boot(SlotName.A, "debian 1", "committed, after 2 attempts of b"));
        assertThat(((OnTrial) environment.read()).isExhausted()).isTrue();
    }

    @Test
    void hangs_in_a_slot_that_was_never_written() throws Exception {
        // Given
        environment.write(new OnTrial(SlotName.A, 0, 1));

        // Then
        assertThat(bootloader.start()).isInstanceOf(Hang.class);
        assertThat(bootloader.start()).isInstanceOf(Boot.class);
    }

    @Test
    void hangs_in_a_slot_that_misses_a_byte_or_has_one_too_many() throws Exception {
        fillSlotB();
        for (byte[] content : new byte[][] {Arrays.copyOf(NEW, 3), Arrays.copyOf(NEW, 5), {4, 5, 6, 8}}) {
            // Given
            Files.write(board.slot(SlotName.B), content);
            environment.write(new OnTrial(SlotName.A, 0, 3));

            // Then
            assertThat(bootloader.start()).isInstanceOf(Hang.class);
        }
    }

    @Test
    void is_dead_when_the_committed_slot_holds_nothing_it_knows() throws Exception {
        // Given
        BootState blank = new Settled(SlotName.B);
        environment.write(blank);

        // Then
        assertThat(bootloader.start()).isInstanceOf(Dead.class);
    }

    @Test
    void is_dead_when_both_copies_of_the_environment_are_damaged() throws Exception {
        // Given
        Files.write(board.bootEnvironment(), new byte[0x8000]);

        // Then
        assertThat(bootloader.start()).isInstanceOf(Dead.class);
    }

    private void fillSlotB() throws IOException {
        Files.write(board.slot(SlotName.B), NEW);
        images.add(KnownImages.sha256(board.slot(SlotName.B)), "debian 2");
    }
}
