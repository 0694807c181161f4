package io.slipway.client.bootloader;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.slipway.client.bootloader.UpdateBootloader.Outcome;
import io.slipway.client.bootloader.UpdateBootloader.Outcome.Refused;
import io.slipway.client.bootloader.UpdateBootloader.Outcome.UpToDate;
import io.slipway.client.bootloader.UpdateBootloader.Outcome.Updated;
import io.slipway.client.bootloader.file.TwoCopies;
import io.slipway.client.bootloader.file.TwoCopies.Place;
import io.slipway.client.bootloader.model.MemoryBootFiles;
import io.slipway.client.slot.SlotName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UpdateBootloaderTest {

    private static final Path A = Path.of("/dev/boot0");
    private static final Path B = Path.of("/dev/boot1");
    private static final Path SELECTION = Path.of("/dev/extcsd");
    private static final int OFFSET = 1024;
    private static final byte[] OLD = noise(1, 3000);
    private static final byte[] NEW = noise(2, 4000);

    private final MemoryBootFiles files = new MemoryBootFiles();
    private final UpdateBootloader update = new UpdateBootloader(
            new TwoCopies(files, new Place(A, OFFSET), new Place(B, OFFSET), new SectorSelection()));

    /** A field that changes as one. */
    private final class SectorSelection implements BootloaderSelection {

        @Override
        public SlotName selected() throws IOException {
            return SlotName.parse(new String(files.read(SELECTION, 0, 1), StandardCharsets.US_ASCII))
                    .orElseThrow();
        }

        @Override
        public void select(SlotName copy) throws IOException {
            files.overwrite(SELECTION, 0, copy.text().getBytes(StandardCharsets.US_ASCII));
        }
    }

    @BeforeEach
    void manufacture() throws IOException {
        byte[] device = new byte[8192];
        System.arraycopy(OLD, 0, device, OFFSET, OLD.length);
        files.create(A, device);
        files.create(B, new byte[8192]);
        files.create(SELECTION, "a".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void writes_the_other_copy_and_then_makes_it_the_active_one() throws Exception {
        assertThat(run(NEW)).isEqualTo(new Updated(SlotName.B));
        assertThat(active()).isEqualTo(NEW);
        assertThat(files.read(A, OFFSET, OLD.length)).as("the old copy").isEqualTo(OLD);
        assertThat(run(NEW)).isEqualTo(new UpToDate(SlotName.B));
        assertThat(run(OLD)).as("the old copy is still whole").isEqualTo(new Updated(SlotName.A));
    }

    @Test
    void has_a_whole_active_copy_after_a_loss_of_power_at_any_instant_and_goes_on() throws Exception {
        // Given
        List<Map<Path, byte[]>> crashes = new ArrayList<>();
        files.onCrash(crashes::add);
        run(NEW);
        files.onCrash(_ -> {});

        for (Map<Path, byte[]> crash : crashes) {
            // When
            files.restore(crash);

            // Then
            byte[] started = active();
            assertThat(Arrays.equals(Arrays.copyOf(started, OLD.length), OLD) || Arrays.equals(started, NEW))
                    .isTrue();
            assertThat(run(NEW)).isIn(new Updated(SlotName.B), new UpToDate(SlotName.B));
            assertThat(active()).isEqualTo(NEW);
        }
        assertThat(crashes).hasSizeGreaterThan(250);
    }

    @Test
    void leaves_the_active_copy_alone_when_the_image_is_not_what_was_promised() throws Exception {
        Outcome outcome = update.update(new ByteArrayInputStream(NEW), NEW.length, sha256(OLD));
        assertThat(outcome).isInstanceOf(Refused.class);
        assertThat(((Refused) outcome).detail()).contains("reads back with SHA-256 " + sha256(NEW));
        assertThat(Arrays.copyOf(active(), OLD.length)).isEqualTo(OLD);
    }

    @Test
    void refuses_an_image_that_does_not_fit_or_ends_early() throws Exception {
        byte[] large = noise(3, 8192 - OFFSET + 1);
        assertThat(run(large)).isEqualTo(new Refused("the bootloader has 7169 bytes, copy b holds 7168"));
        assertThatThrownBy(() -> update.update(new ByteArrayInputStream(NEW, 0, 100), NEW.length, sha256(NEW)))
                .isInstanceOf(IOException.class)
                .hasMessage("the bootloader ends after 100 of 4000 bytes");
        assertThat(Arrays.copyOf(active(), OLD.length)).isEqualTo(OLD);
    }

    @Test
    void does_not_write_the_active_copy() {
        TwoCopies copies = new TwoCopies(files, new Place(A, 0), new Place(B, 0), new SectorSelection());
        assertThatThrownBy(() -> copies.write(SlotName.A, 0, NEW))
                .hasMessage("copy a of the bootloader is the active one and is not written");
    }

    private Outcome run(byte[] image) throws Exception {
        return update.update(new ByteArrayInputStream(image), image.length, sha256(image));
    }

    /** What the ROM starts. */
    private byte[] active() throws IOException {
        return files.read(new SectorSelection().selected() == SlotName.A ? A : B, OFFSET, NEW.length);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static byte[] noise(long seed, int length) {
        byte[] noise = new byte[length];
        new Random(seed).nextBytes(noise);
        return noise;
    }
}
