package io.slipway.client.bootloader.uboot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.slipway.client.bootloader.BootEnvironment;
import io.slipway.client.bootloader.BootEnvironmentException;
import io.slipway.client.bootloader.BootFiles;
import io.slipway.client.bootloader.BootState;
import io.slipway.client.bootloader.BootVariables;
import io.slipway.client.bootloader.uboot.UbootLayout.Copy;

/**
 * U-Boot's environment on block devices and in files.
 *
 * <p>With two copies, every write goes to the one that does not count, with the counter raised, and is forced before it returns. The checksum covers every
 * sector that the write changes, so at every instant there is a good copy that counts: the old or the new one. With one copy a write that is cut off
 * leaves a wrong checksum: U-Boot then goes by its built-in defaults, and the client refuses every update.
 */
public final class UbootEnvironment implements BootEnvironment {

    /** Size of a copy where nothing else is said. */
    public static final int COPY_BYTES = 0x4000;

    private final BootFiles files;
    private final UbootLayout layout;

    public UbootEnvironment(BootFiles files, UbootLayout layout) {
        this.files = files;
        this.layout = layout;
    }

    /** The environment with two copies of {@value #COPY_BYTES} bytes in one file. */
    public static UbootEnvironment in(BootFiles files, Path file) {
        return new UbootEnvironment(files, UbootLayout.twoIn(file, COPY_BYTES));
    }

    /** Writes the first environment with two copies of {@value #COPY_BYTES} bytes, as a factory does. */
    public static void create(BootFiles files, Path file, BootState state) throws IOException {
        files.create(file, factory(state, COPY_BYTES));
    }

    /** A first environment: two copies of {@code bytes} bytes each, one after the other. */
    static byte[] factory(BootState state, int bytes) {
        Map<String, String> first = new HashMap<>();
        UbootVariables.assign(first, state);
        byte[] both = new byte[2 * bytes];
        for (int copy = 0; copy < 2; copy++) {
            System.arraycopy(new EnvironmentCopy(1 - copy, first).format(bytes, true), 0, both, copy * bytes, bytes);
        }
        return both;
    }

    /** @param number which of the copies it is */
    private record Counting(int number, EnvironmentCopy copy) {}

    @Override
    public BootState read() throws BootEnvironmentException {
        try {
            Map<String, String> all = counting().copy().variables();
            return interpret(all);
        } catch (IOException e) {
            throw new BootEnvironmentException(
                    "Cannot read the boot environment " + place() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void write(BootState state) throws BootEnvironmentException {
        try {
            Counting now = counting();
            Map<String, String> all = new HashMap<>(now.copy().variables());
            if (layout.attempts().isPresent() && state instanceof BootState.OnTrial) {
                if (interpret(all).equals(state)) {
                    return;
                }
                ScriptedAttempts.begin(all);
            }
            UbootVariables.assign(all, state);
            EnvironmentCopy next = new EnvironmentCopy((now.copy().counter() + 1) & 0xff, all);
            Copy place = layout.copies().get(layout.isRedundant() ? 1 - now.number() : 0);
            files.overwrite(place.file(), offset(place), next.format(place.bytes(), layout.isRedundant()));
        } catch (IOException | IllegalArgumentException e) {
            throw new BootEnvironmentException(
                    "Cannot write the boot environment " + place() + ": " + e.getMessage(), e);
        }
    }

    private Counting counting() throws IOException, BootEnvironmentException {
        List<Counting> good = new ArrayList<>();
        for (int number = 0; number < layout.copies().size(); number++) {
            Copy place = layout.copies().get(number);
            Optional<EnvironmentCopy> copy =
                    EnvironmentCopy.parse(files.read(place.file(), offset(place), place.bytes()), layout.isRedundant());
            if (copy.isPresent()) {
                good.add(new Counting(number, copy.get()));
            }
        }
        if (good.isEmpty()) {
            throw new BootEnvironmentException((layout.isRedundant()
                            ? "Both copies of the boot environment "
                            : "The one copy of the boot environment ")
                    + place() + (layout.isRedundant() ? " are" : " is") + " damaged: the checksum is wrong");
        }
        return good.getLast().copy().isNewerThan(good.getFirst().copy()) ? good.getLast() : good.getFirst();
    }

    private BootState interpret(Map<String, String> all) throws IOException, BootEnvironmentException {
        Optional<Integer> counted = layout.attempts().isPresent()
                ? Optional.of(new ScriptedAttempts(files, layout.attempts().get()).of(all))
                : Optional.empty();
        return UbootVariables.interpret(new BootVariables("The boot environment " + place() + " has", all), counted);
    }

    private long offset(Copy place) throws IOException {
        return place.offset() < 0 ? files.size(place.file()) + place.offset() : place.offset();
    }

    private Path place() {
        return layout.copies().getFirst().file();
    }
}
