package io.slipway.client.bootloader.efibootguard;

import java.io.IOException;
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

import static io.slipway.client.bootloader.efibootguard.GuardEnvironment.FAILED;
import static io.slipway.client.bootloader.efibootguard.GuardEnvironment.INSTALLED;
import static io.slipway.client.bootloader.efibootguard.GuardEnvironment.LEAST_BYTES;
import static io.slipway.client.bootloader.efibootguard.GuardEnvironment.MOST_BYTES;
import static io.slipway.client.bootloader.efibootguard.GuardEnvironment.OK;
import static io.slipway.client.bootloader.efibootguard.GuardEnvironment.TESTING;

/**
 * EFI Boot Guard with one environment per slot; each names the kernel of its slot, which stays as the factory wrote it. The bootloader starts the good
 * environment with the highest revision, makes {@code INSTALLED} to {@code TESTING} when it does, and {@code TESTING} to {@code FAILED} with revision 0
 * when it finds that again.
 *
 * <p>Arming, committing and abandoning change the environment of the slot on trial alone, in place. Cut off, such a write leaves a wrong checksum: the
 * bootloader ignores that environment and starts the committed slot, whose environment no step has touched.
 */
public final class EfiBootGuardEnvironment implements BootEnvironment {

    private static final String NAME = "EFI Boot Guard";
    private static final long MOST_REVISION = 0xffff_fff0L;

    private final BootFiles files;
    private final Path environmentA;
    private final Path environmentB;

    public EfiBootGuardEnvironment(BootFiles files, Path environmentA, Path environmentB) {
        this.files = files;
        this.environmentA = environmentA;
        this.environmentB = environmentB;
    }

    @Override
    public BootState read() throws BootEnvironmentException {
        SlotName latest = latest();
        int ustate = load(latest).ustate();
        return switch (ustate) {
            case OK -> new Settled(latest);
            case INSTALLED, TESTING -> {
                GuardEnvironment committed = load(latest.opposite());
                if (!counts(committed) || committed.ustate() != OK) {
                    throw new BootEnvironmentException("The boot environment " + file(latest) + " is on trial, but "
                            + file(latest.opposite()) + " is not fit to fall back to");
                }
                yield new OnTrial(latest.opposite(), ustate == TESTING ? 1 : 0, 1);
            }
            default ->
                throw new BootEnvironmentException("The boot environment " + file(latest) + " has ustate " + ustate
                        + " and the highest revision, expected 0, 1 or 2");
        };
    }

    @Override
    public void write(BootState state) throws BootEnvironmentException {
        BootState now = read();
        SlotName other = now.committed().opposite();
        switch (Transition.tryingOnce(now, state, NAME)) {
            case NONE -> {}
            case ARM -> {
                long revision = load(now.committed()).revision();
                if (revision > MOST_REVISION) {
                    throw new BootEnvironmentException("The revision " + revision + " of " + file(now.committed())
                            + " is too high to be followed");
                }
                store(other, mended(other, revision).with(INSTALLED, revision + 1));
            }
            case COMMIT -> store(other, load(other).with(OK, load(other).revision()));
            case ABANDON -> store(other, load(other).with(FAILED, 0));
        }
    }

    /** The slot whose environment the bootloader looks at first. */
    private SlotName latest() throws BootEnvironmentException {
        GuardEnvironment a = load(SlotName.A);
        GuardEnvironment b = load(SlotName.B);
        if (!counts(a) && !counts(b)) {
            throw new BootEnvironmentException("The boot environments " + environmentA + " and " + environmentB
                    + " are damaged: in neither are checksum and revision right");
        }
        if (counts(a) && counts(b) && a.revision() == b.revision()) {
            throw new BootEnvironmentException("The boot environments " + environmentA + " and " + environmentB
                    + " have the same revision " + a.revision());
        }
        return counts(a) && (!counts(b) || a.revision() > b.revision()) ? SlotName.A : SlotName.B;
    }

    private static boolean counts(GuardEnvironment environment) {
        return environment.isGood() && !environment.isInProgress() && environment.revision() > 0;
    }

    private GuardEnvironment mended(SlotName slot, long revision) throws BootEnvironmentException {
        GuardEnvironment environment = load(slot);
        Optional<GuardEnvironment> mended =
                environment.isGood() ? Optional.of(environment) : environment.mended(revision);
        return mended.orElseThrow(() -> new BootEnvironmentException("The boot environment " + file(slot)
                + " is damaged: its checksum is wrong, and not because of a write that was cut off"));
    }

    private GuardEnvironment load(SlotName slot) throws BootEnvironmentException {
        try {
            long size = files.size(file(slot));
            if (size < LEAST_BYTES || size > MOST_BYTES) {
                throw new BootEnvironmentException(
                        "The boot environment " + file(slot) + " has " + size + " bytes, which no BGENV.DAT has");
            }
            return new GuardEnvironment(files.read(file(slot), 0, (int) size));
        } catch (IOException e) {
            throw new BootEnvironmentException(
                    "Cannot read the boot environment " + file(slot) + ": " + e.getMessage(), e);
        }
    }

    private void store(SlotName slot, GuardEnvironment environment) throws BootEnvironmentException {
        try {
            files.overwrite(file(slot), 0, environment.bytes());
        } catch (IOException e) {
            throw new BootEnvironmentException(
                    "Cannot write the boot environment " + file(slot) + ": " + e.getMessage(), e);
        }
    }

    private Path file(SlotName slot) {
        return switch (slot) {
            case A -> environmentA;
            case B -> environmentB;
        };
    }
}
