package io.slipway.client.reset;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.bootloader.BootEnvironment;
import io.slipway.client.bootloader.BootEnvironmentException;
import io.slipway.client.bootloader.BootState;
import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.install.VerifyImage;
import io.slipway.client.journal.file.FileRecordLog;
import io.slipway.client.log.EventLog;
import io.slipway.client.overlay.Overlays;
import io.slipway.client.reset.file.ResetFile;
import io.slipway.client.slot.SlotName;
import io.slipway.client.slot.Slots;
import io.slipway.client.slot.file.FileSlot;
import io.slipway.client.update.InstalledImages;
import io.slipway.client.update.InstalledImages.Image;
import io.slipway.client.update.Machine;
import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.target.Content;

import static org.assertj.core.api.Assertions.assertThat;

/** The power is cut before every durable step of a reset, on a device that then boots as its boot environment says. */
class ResetPowerCutTest {

    private static final byte[] FACTORY = "the factory's system".repeat(100).getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private int devices;

    @Test
    void a_factory_reset_comes_to_its_end_whenever_the_power_is_cut() throws Exception {
        int cuts = 0;
        for (boolean cutOff = true; cutOff; cuts++) {
            // Given
            Device device = new Device(new Reset.WriteFactory());

            // When
            device.stepsUntilCut = cuts;
            cutOff = device.runUntilFinished();

            // Then
            assertThat(device.state).as("cut %d", cuts).isEqualTo(new Settled(SlotName.A));
            assertThat(device.slotA).hasBinaryContent(FACTORY);
            assertThat(device.data).isEmptyDirectory();
            assertThat(device.request).doesNotExist();
            assertThat(device.journal).doesNotExist();
        }
        assertThat(cuts).isGreaterThan(8);
    }

    @Test
    void data_is_wiped_whenever_the_power_is_cut() throws Exception {
        int cuts = 0;
        for (boolean cutOff = true; cutOff; cuts++) {
            // Given
            Device device = new Device(new Reset.WipeData());

            // When
            device.stepsUntilCut = cuts;
            cutOff = device.runUntilFinished();

            // Then
            assertThat(device.state).isEqualTo(new Settled(SlotName.B));
            assertThat(device.data).isEmptyDirectory();
            assertThat(device.request).doesNotExist();
            assertThat(device.journal).exists();
        }
    }

    private static final class PowerCut extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /** A device that runs from slot b. */
    private final class Device implements BootEnvironment {

        final Path data;
        final Path slotA;
        final Path request;
        final Path journal;
        final ResetFile file;
        final Slots slots;
        final FactoryImage factory;
        BootState state = new Settled(SlotName.B);
        SlotName booted = SlotName.B;
        int stepsUntilCut = Integer.MAX_VALUE;

        Device(Reset reset) throws IOException {
            Path place = Files.createDirectory(directory.resolve("device-" + devices++));
            data = Files.createDirectories(place.resolve("app"));
            Files.writeString(Files.createDirectory(data.resolve("deep")).resolve("file"), "of the user");
            slotA = place.resolve("a.img");
            request = place.resolve("reset");
            journal = Files.writeString(place.resolve("lifecycle.journal"), "");
            Path preserved = Files.write(place.resolve("factory.img"), FACTORY);
            slots = new Slots(
                    "rootfs",
                    new FileSlot(SlotName.A, slotA, 1 << 20),
                    new FileSlot(SlotName.B, Files.writeString(place.resolve("b.img"), "updated"), 1 << 20));
            factory = new FactoryImage(
                    "rootfs",
                    new FileSlot(SlotName.A, preserved, 1 << 20),
                    new Image("debian", "1", new Content(FACTORY.length, Sha256.of(FACTORY))));
            file = new ResetFile(request, List.of(data), List.of(journal));
            file.write(reset);
        }

        void step() {
            if (stepsUntilCut-- == 0) {
                throw new PowerCut();
            }
        }

        /** Whether the power was cut. */
        boolean runUntilFinished() throws IOException, BootEnvironmentException {
            boolean cutOff = false;
            for (int boots = 0; boots < 10; boots++) {
                try (FileRecordLog installed = FileRecordLog.open(request.resolveSibling("installed.journal"))) {
                    if (resetDevice(new InstalledImages(installed)).act() == ResetDevice.Finish.GO_ON) {
                        return cutOff;
                    }
                } catch (PowerCut e) {
                    cutOff = true;
                }
                boot();
            }
            throw new AssertionError("the reset does not end");
        }

        private void boot() {
            if (state instanceof OnTrial trial) {
                OnTrial next = trial.attempt();
                state = next;
                booted = next.isExhausted() ? next.committed() : next.trial();
            } else {
                booted = state.committed();
            }
        }

        private ResetDevice resetDevice(InstalledImages installed) {
            EventLog log = new EventLog(new PrintStream(PrintStream.nullOutputStream()), Clock.systemUTC());
            Machine machine = new Machine(booted, this, List.of(slots), 3);
            Overlays overlays = Overlays.NONE;
            return new ResetDevice(
                    new Steps(this, file),
                    new RestoreFactory(
                            machine,
                            this,
                            new PreservedImages(List.of(factory), new VerifyImage(Map.of())),
                            overlays,
                            installed),
                    overlays,
                    log);
        }

        @Override
        public BootState read() {
            return state;
        }

        @Override
        public void write(BootState next) {
            step();
            state = next;
        }
    }

    private record Steps(Device device, ResetFile file) implements ResetStore {

        @Override
        public Optional<Reset> read() throws IOException {
            return file.read();
        }

        @Override
        public void write(Reset reset) throws IOException {
            device.step();
            file.write(reset);
        }

        @Override
        public void clear() throws IOException {
            device.step();
            file.clear();
        }

        @Override
        public void wipeDirectories() throws IOException {
            device.step();
            file.wipeDirectories();
        }

        @Override
        public void forgetUpdates() throws IOException {
            device.step();
            file.forgetUpdates();
        }
    }
}
