package io.slipway.client.bootloader.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.slipway.client.bootloader.BootEnvironment;
import io.slipway.client.bootloader.BootEnvironmentException;
import io.slipway.client.bootloader.BootState;
import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.slot.SlotName;

/**
 * A redundant U-Boot environment in one file or partition: two copies of {@value #COPY_BYTES} bytes, one after the other.
 *
 * <p>Every write goes to the copy that does not count, with the counter raised, and is forced before it returns. So there is a good copy at every
 * instant. Our variables: {@code slipway_slot} (the committed slot), {@code slipway_trial} (the slot on trial, empty if there is none) and, as U-Boot
 * has them, {@code upgrade_available}, {@code bootcount}, {@code bootlimit}. All others are kept.
 */
public final class UbootEnvironmentFile implements BootEnvironment {

    /** Size of one copy. */
    public static final int COPY_BYTES = 0x4000;

    private final Path file;

    public UbootEnvironmentFile(Path file) {
        this.file = file;
    }

    /** Writes both copies of a first environment, as a factory does. */
    public static void create(Path file, BootState state) throws IOException {
        Map<String, String> variables = new HashMap<>();
        assign(variables, state);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            writeCopy(channel, 0, new UbootEnvironment(1, variables));
            writeCopy(channel, 1, new UbootEnvironment(0, variables));
        }
    }

    @Override
    public BootState read() throws BootEnvironmentException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return interpret(current(channel).variables());
        } catch (IOException e) {
            throw new BootEnvironmentException("Cannot read the boot environment " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void write(BootState state) throws BootEnvironmentException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            UbootEnvironment current = current(channel);
            Map<String, String> variables = new HashMap<>(current.variables());
            assign(variables, state);
            boolean firstCounts = copy(channel, 0).filter(current::equals).isPresent();
            UbootEnvironment next = new UbootEnvironment((current.counter() + 1) & 0xff, variables);
            writeCopy(channel, firstCounts ? 1 : 0, next);
        } catch (IOException e) {
            throw new BootEnvironmentException("Cannot write the boot environment " + file + ": " + e.getMessage(), e);
        }
    }

    private UbootEnvironment current(FileChannel channel) throws IOException, BootEnvironmentException {
        Optional<UbootEnvironment> first = copy(channel, 0);
        Optional<UbootEnvironment> second = copy(channel, 1);
        if (first.isPresent() && second.isPresent()) {
            return second.get().isNewerThan(first.get()) ? second.get() : first.get();
        }
        return first.or(() -> second)
                .orElseThrow(() -> new BootEnvironmentException(
                        "Both copies of the boot environment " + file + " are damaged: their checksums are wrong"));
    }

    private static Optional<UbootEnvironment> copy(FileChannel channel, int number) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(COPY_BYTES);
        long offset = (long) number * COPY_BYTES;
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                return Optional.empty();
            }
        }
        return UbootEnvironment.parse(bytes.array());
    }

    private static void writeCopy(FileChannel channel, int number, UbootEnvironment environment) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(environment.format(COPY_BYTES));
        long offset = (long) number * COPY_BYTES;
        while (bytes.hasRemaining()) {
            channel.write(bytes, offset + bytes.position());
        }
        channel.force(true);
    }

    private BootState interpret(Map<String, String> variables) throws BootEnvironmentException {
        SlotName committed = slot(variables, "slipway_slot");
        if (number(variables, "upgrade_available", 0, 1) == 0) {
            return new Settled(committed);
        }
        if (slot(variables, "slipway_trial") == committed) {
            throw nonsense("slipway_trial", committed.text(), "the slot opposite to slipway_slot");
        }
        return new OnTrial(committed, number(variables, "bootcount", 0, 1000), number(variables, "bootlimit", 1, 100));
    }

    private static void assign(Map<String, String> variables, BootState state) {
        variables.put("slipway_slot", state.committed().text());
        switch (state) {
            case Settled _ -> {
                variables.put("slipway_trial", "");
                variables.put("upgrade_available", "0");
                variables.put("bootcount", "0");
            }
            case OnTrial trial -> {
                variables.put("slipway_trial", trial.trial().text());
                variables.put("upgrade_available", "1");
                variables.put("bootcount", Integer.toString(trial.attempts()));
                variables.put("bootlimit", Integer.toString(trial.limit()));
            }
        }
    }

    private SlotName slot(Map<String, String> variables, String name) throws BootEnvironmentException {
        String text = variables.getOrDefault(name, "");
        return SlotName.parse(text).orElseThrow(() -> nonsense(name, text, "a or b"));
    }

    private int number(Map<String, String> variables, String name, int least, int most)
            throws BootEnvironmentException {
        String text = variables.getOrDefault(name, "");
        if (text.matches("[0-9]{1,4}")) {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        }
        throw nonsense(name, text, "a number from " + least + " to " + most);
    }

    private BootEnvironmentException nonsense(String name, String actual, String expected) {
        return new BootEnvironmentException(
                "The boot environment " + file + " has " + name + "=" + actual + ", expected " + expected);
    }
}
