package io.slipway.client.health.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.slipway.client.health.Probe;
import io.slipway.client.health.ProbeRunner;
import io.slipway.client.program.Ending;
import io.slipway.client.program.ProgramRun;

/** Asks a program: the shell, or {@code systemctl} (man 1 systemctl). The last words of what it prints are part of the complaint. */
public final class ProgramProbe implements ProbeRunner<Probe.OfProgram> {

    private final String systemctl;

    /** @param systemctl name or path of the program */
    public ProgramProbe(String systemctl) {
        this.systemctl = systemctl;
    }

    @Override
    public Optional<String> complaint(Probe.OfProgram probe, Duration timeout, Map<String, String> context)
            throws InterruptedException {
        return switch (probe) {
            case Probe.Command(String command) ->
                expectZero(ProgramRun.shell(command, context, timeout).run(), timeout);
            case Probe.Unit(String unit) ->
                expectZero(systemctl(timeout, "is-active", "--", unit).run(), timeout);
            case Probe.System system ->
                switch (systemctl(timeout, "is-system-running").run()) {
                    case Ending.Exited(int _, String state) when system.states().contains(state) -> Optional.empty();
                    case Ending.Exited(int _, String state) ->
                        Optional.of("found the system %s, expected %s"
                                .formatted(
                                        state.isEmpty() ? "without a state" : state,
                                        String.join(
                                                " or ",
                                                system.states().stream()
                                                        .sorted()
                                                        .toList())));
                    case Ending other -> expectZero(other, timeout);
                };
        };
    }

    private ProgramRun systemctl(Duration timeout, String... arguments) {
        List<String> command = new ArrayList<>(List.of(systemctl));
        command.addAll(List.of(arguments));
        return new ProgramRun(command, Map.of("LC_ALL", "C"), "", timeout);
    }

    private static Optional<String> expectZero(Ending ending, Duration timeout) {
        return switch (ending) {
            case Ending.Exited(int code, String _) when code == 0 -> Optional.empty();
            case Ending.Exited(int code, String words) ->
                Optional.of("ended with exit code " + code + (words.isEmpty() ? "" : ": " + words));
            case Ending.TimedOut() -> Optional.of("did not end within " + timeout.toMillis() + " ms");
            case Ending.NotStarted(String why) -> Optional.of("could not be started: " + why);
        };
    }
}
