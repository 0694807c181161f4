package io.slipway.client.bootloader.tryboot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

import io.slipway.client.bootloader.BootEnvironment;
import io.slipway.client.bootloader.BootEnvironmentException;
import io.slipway.client.bootloader.BootFiles;
import io.slipway.client.bootloader.BootState;
import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.bootloader.Transition;
import io.slipway.client.slot.SlotName;

/**
 * The firmware of a Raspberry Pi with {@code autoboot.txt}: {@code [all]} names the committed partition and, while a trial is armed, {@code [tryboot]} the
 * other one. The firmware boots that once, if the reboot is told {@value #ARGUMENT}; any other start boots the committed one.
 *
 * <p>The firmware counts nothing. A trial has had its attempt when the kernel's boot id is another than the one it was armed in; so a loss of power between
 * arming and the reboot counts as the attempt, and the update is undone. The file has {@value Autoboot#BYTES} bytes, one sector, and is changed in one
 * write.
 */
public final class TrybootEnvironment implements BootEnvironment {

    private static final String ARGUMENT = "0 tryboot";
    private static final int BOOT_ID_BYTES = 36;

    private final BootFiles files;
    private final Path autoboot;
    private final int partitionA;
    private final int partitionB;
    private final Kernel kernel;

    /**
     * What the running kernel tells.
     *
     * @param bootId on Linux {@code /proc/sys/kernel/random/boot_id}
     * @param bootloader the node that the firmware made, on Linux {@code /proc/device-tree/chosen/bootloader}
     */
    public record Kernel(Path bootId, Path bootloader) {}

    public TrybootEnvironment(BootFiles files, Path autoboot, int partitionA, int partitionB, Kernel kernel) {
        this.files = files;
        this.autoboot = autoboot;
        this.partitionA = partitionA;
        this.partitionB = partitionB;
        this.kernel = kernel;
    }

    @Override
    public BootState read() throws BootEnvironmentException {
        try {
            Autoboot content = content();
            SlotName committed = slot(content.partition());
            if (content.trial().isEmpty()) {
                return new Settled(committed);
            }
            if (slot(content.trial().get()) == committed) {
                throw new BootEnvironmentException(
                        autoboot + " names partition " + content.partition() + " in [all] and in [tryboot]");
            }
            return new OnTrial(committed, content.armedIn().equals(bootId()) ? 0 : 1, 1);
        } catch (IOException | IllegalArgumentException e) {
            throw new BootEnvironmentException("Cannot use " + autoboot + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void write(BootState state) throws BootEnvironmentException {
        if (Transition.tryingOnce(read(), state, "tryboot") == Transition.NONE) {
            return;
        }
        try {
            Optional<Integer> trial =
                    state instanceof OnTrial armed ? Optional.of(partition(armed.trial())) : Optional.empty();
            Autoboot next = new Autoboot(
                    partition(state.committed()), trial, bootId(), content().others());
            files.overwrite(autoboot, 0, next.format());
        } catch (IOException | IllegalArgumentException e) {
            throw new BootEnvironmentException("Cannot write " + autoboot + ": " + e.getMessage(), e);
        }
    }

    /** From the device tree, where firmware since 2021 leaves the number of the partition. */
    @Override
    public Optional<SlotName> started() throws BootEnvironmentException {
        try {
            Path property = kernel.bootloader().resolve("partition");
            return Optional.of(
                    slot(ByteBuffer.wrap(files.read(property, 0, Integer.BYTES)).getInt()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new BootEnvironmentException("Cannot read what the firmware started: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<String> rebootArgument() throws BootEnvironmentException {
        return read() instanceof OnTrial trial && trial.attempts() == 0 ? Optional.of(ARGUMENT) : Optional.empty();
    }

    private Autoboot content() throws IOException {
        long size = files.size(autoboot);
        if (size != Autoboot.BYTES) {
            throw new IllegalArgumentException("it has " + size + " bytes; filled up with line feeds to "
                    + Autoboot.BYTES + " it can be changed in one write");
        }
        return Autoboot.parse(files.read(autoboot, 0, Autoboot.BYTES));
    }

    private String bootId() throws IOException {
        return new String(files.read(kernel.bootId(), 0, BOOT_ID_BYTES), StandardCharsets.US_ASCII);
    }

    private int partition(SlotName slot) {
        return switch (slot) {
            case A -> partitionA;
            case B -> partitionB;
        };
    }

    private SlotName slot(int partition) throws BootEnvironmentException {
        if (partition == partitionA) {
            return SlotName.A;
        }
        if (partition == partitionB) {
            return SlotName.B;
        }
        throw new BootEnvironmentException("Partition " + partition + " is that of no slot; slot a has " + partitionA
                + " and slot b has " + partitionB);
    }
}
