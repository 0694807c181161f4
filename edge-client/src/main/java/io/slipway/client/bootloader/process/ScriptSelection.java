package io.slipway.client.bootloader.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import io.slipway.client.bootloader.BootloaderSelection;
import io.slipway.client.slot.SlotName;

/**
 * The selection through an executable of the integrator: {@code get} prints {@code a} or {@code b}, {@code set a} or {@code set b} changes it and returns
 * when that is on the medium. For an eMMC it calls {@code mmc extcsd read} and {@code mmc bootpart enable}.
 */
public final class ScriptSelection implements BootloaderSelection {

    private final Path executable;
    private final Duration timeout;

    public ScriptSelection(Path executable, Duration timeout) {
        this.executable = executable;
        this.timeout = timeout;
    }

    @Override
    public SlotName selected() throws IOException {
        String said = run("get").strip();
        return SlotName.parse(said)
                .orElseThrow(() -> new IOException(executable + " get says '" + said + "', expected a or b"));
    }

    @Override
    public void select(SlotName copy) throws IOException {
        run("set", copy.text());
    }

    private String run(String... arguments) throws IOException {
        try {
            return Program.run(
                    timeout,
                    Stream.concat(Stream.of(executable.toString()), Stream.of(arguments))
                            .toList());
        } catch (IOException e) {
            throw new IOException(executable + " failed at '" + arguments[0] + "': " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(executable + " was interrupted", e);
        }
    }
}
