package io.slipway.client.bootloader.grub;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

import io.slipway.client.bootloader.BootEnvironment;
import io.slipway.client.bootloader.BootEnvironmentException;
import io.slipway.client.bootloader.BootFiles;
import io.slipway.client.bootloader.BootState;
import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.slot.SlotName;

/**
 * GRUB's environment block with {@code slipway_slot} (the committed slot), {@code slipway_trial} (1 if the other is on trial), {@code slipway_attempts}
 * and {@code slipway_limit}.
 *
 * <p>There is one copy and no checksum. So each of our values is one character, all of them lie in the first {@value #SECTOR} bytes, and a change is one
 * write of that sector. This is safe on a medium that writes a sector as a whole or not at all, as disks, SSDs and eMMC do. A block in which our variables are
 * missing or lie elsewhere is refused: the factory sets them first.
 */
public final class GrubEnvironment implements BootEnvironment {

    private static final int SECTOR = 512;
    private static final int MOST_ATTEMPTS = 9;
    private static final String SLOT = "slipway_slot";
    private static final String TRIAL = "slipway_trial";
    private static final String ATTEMPTS = "slipway_attempts";
    private static final String LIMIT = "slipway_limit";

    private final BootFiles files;
    private final Path file;

    public GrubEnvironment(BootFiles files, Path file) {
        this.files = files;
        this.file = file;
    }

    @Override
    public BootState read() throws BootEnvironmentException {
        return interpret(block());
    }

    @Override
    public void write(BootState state) throws BootEnvironmentException {
        EnvironmentBlock block = block();
        interpret(block);
        block.set(SLOT, state.committed().text().charAt(0));
        switch (state) {
            case Settled _ -> block.set(TRIAL, '0');
            case OnTrial trial -> {
                block.set(TRIAL, '1');
                block.set(ATTEMPTS, digit(trial.attempts()));
                block.set(LIMIT, digit(trial.limit()));
            }
        }
        try {
            files.overwrite(file, 0, Arrays.copyOf(block.bytes(), SECTOR));
        } catch (IOException e) {
            throw new BootEnvironmentException("Cannot write the boot environment " + file + ": " + e.getMessage(), e);
        }
    }

    private EnvironmentBlock block() throws BootEnvironmentException {
        try {
            long size = files.size(file);
            if (size == EnvironmentBlock.BYTES) {
                return EnvironmentBlock.parse(files.read(file, 0, EnvironmentBlock.BYTES))
                        .orElseThrow(() -> new BootEnvironmentException("The boot environment " + file
                                + " is damaged: it does not begin as GRUB's environment block does"));
            }
            throw new BootEnvironmentException(
                    "The boot environment " + file + " has " + size + " bytes, GRUB's has " + EnvironmentBlock.BYTES);
        } catch (IOException e) {
            throw new BootEnvironmentException("Cannot read the boot environment " + file + ": " + e.getMessage(), e);
        }
    }

    private BootState interpret(EnvironmentBlock block) throws BootEnvironmentException {
        SlotName committed =
                SlotName.parse(Character.toString(character(block, SLOT, "ab"))).orElseThrow();
        int attempts = character(block, ATTEMPTS, "0123456789") - '0';
        int limit = character(block, LIMIT, "123456789") - '0';
        return character(block, TRIAL, "01") == '1' ? new OnTrial(committed, attempts, limit) : new Settled(committed);
    }

    private char character(EnvironmentBlock block, String name, String allowed) throws BootEnvironmentException {
        return block.get(name, SECTOR)
                .filter(value -> allowed.indexOf(value) >= 0)
                .orElseThrow(() -> new BootEnvironmentException("The boot environment " + file + " has no " + name
                        + " with one of the characters " + allowed + " in its first " + SECTOR + " bytes"));
    }

    private static char digit(int number) throws BootEnvironmentException {
        if (number > MOST_ATTEMPTS) {
            throw new BootEnvironmentException("GRUB counts " + MOST_ATTEMPTS + " attempts, not " + number);
        }
        return Character.forDigit(number, 10);
    }
}
