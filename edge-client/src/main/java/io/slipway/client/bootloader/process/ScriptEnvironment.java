package io.slipway.client.bootloader.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.slipway.client.bootloader.BootEnvironment;
import io.slipway.client.bootloader.BootEnvironmentException;
import io.slipway.client.bootloader.BootState;
import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.bootloader.BootVariables;
import io.slipway.client.slot.SlotName;

/**
 * A bootloader that an executable of the integrator talks to. {@code get} prints {@code name=value} lines; {@code set} has them as arguments and returns
 * when they are on the medium, all of them or none:
 *
 * <pre>
 * committed=a          the slot that boots for good
 * trial=b              the slot on trial; empty or missing if there is none
 * attempts=0           boots of the trial so far
 * limit=3              boots that it may take
 * started=a            get only, may be missing: the slot that the bootloader says it started
 * reboot-argument=…    get only, may be missing: what the reboot has to be told for the trial to boot
 * </pre>
 *
 * Exit codes other than 0 mean that nothing has changed and nothing can be said. Whether it survives a loss of power is up to the executable.
 */
public final class ScriptEnvironment implements BootEnvironment {

    private final Path executable;
    private final Duration timeout;

    public ScriptEnvironment(Path executable, Duration timeout) {
        this.executable = executable;
        this.timeout = timeout;
    }

    @Override
    public BootState read() throws BootEnvironmentException {
        BootVariables said = get();
        SlotName committed = said.slot("committed");
        if (said.text("trial").isEmpty()) {
            return new Settled(committed);
        }
        said.require(committed.opposite(), "trial");
        return new OnTrial(committed, said.number("attempts", 0, 1000), said.number("limit", 1, 100));
    }

    @Override
    public void write(BootState state) throws BootEnvironmentException {
        List<String> arguments = new ArrayList<>(List.of("set", "committed=" + state.committed()));
        arguments.addAll(
                switch (state) {
                    case Settled _ -> List.of("trial=", "attempts=0", "limit=1");
                    case OnTrial trial ->
                        List.of("trial=" + trial.trial(), "attempts=" + trial.attempts(), "limit=" + trial.limit());
                });
        run(arguments);
    }

    @Override
    public Optional<SlotName> started() throws BootEnvironmentException {
        BootVariables said = get();
        return said.text("started").isEmpty() ? Optional.empty() : Optional.of(said.slot("started"));
    }

    @Override
    public Optional<String> rebootArgument() throws BootEnvironmentException {
        return Optional.of(get().text("reboot-argument")).filter(argument -> !argument.isEmpty());
    }

    private BootVariables get() throws BootEnvironmentException {
        Map<String, String> said = new HashMap<>();
        for (String line : run(List.of("get")).lines().toList()) {
            int equals = line.indexOf('=');
            if (equals < 1 || said.put(line.substring(0, equals), line.substring(equals + 1)) != null) {
                throw new BootEnvironmentException("The boot script " + executable + " printed the line '" + line
                        + "', expected name=value, each name once");
            }
        }
        return new BootVariables("The boot script " + executable + " says", said);
    }

    private String run(List<String> arguments) throws BootEnvironmentException {
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        command.addAll(arguments);
        try {
            return Program.run(timeout, command);
        } catch (IOException e) {
            throw new BootEnvironmentException(
                    "The boot script " + executable + " failed at '" + arguments.getFirst() + "': " + e.getMessage(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BootEnvironmentException("The boot script " + executable + " was interrupted", e);
        }
    }
}
