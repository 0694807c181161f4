package io.slipway.client.hook;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.slipway.client.log.EventLog;
import io.slipway.client.notification.StateFormat;
import io.slipway.client.notification.UpdateState;
import io.slipway.client.program.Ending;
import io.slipway.client.program.ProgramRun;

/**
 * Runs the hooks of a point one after the other. Each is given the state of the update on its standard input, and a few of its words in variables. Before a
 * phase, the first that fails refuses the phase, and so does one that is unsafe; after a phase, failures are logged.
 */
public final class RunHooks {

    private final HookShelf shelf;
    private final StateFormat format;
    private final Duration timeout;
    private final EventLog log;

    /** @param timeout of each hook */
    public RunHooks(HookShelf shelf, StateFormat format, Duration timeout, EventLog log) {
        this.shelf = shelf;
        this.format = format;
        this.timeout = timeout;
        this.log = log;
    }

    /** Why the phase is refused, if it is. Blocks for at most {@link #longest} of the phase. */
    public Optional<String> before(Phase phase, UpdateState state) throws InterruptedException {
        for (HookEntry entry : entries(phase.before())) {
            Optional<String> failure = run(entry, phase.before(), state);
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
    }

    /** All of them run, whatever the others do. */
    public void after(Phase phase, UpdateState state) throws InterruptedException {
        for (HookEntry entry : entries(phase.after())) {
            run(entry, phase.after(), state);
        }
    }

    /** The longest that the hooks before {@code phase} may take. */
    public Duration longest(Phase phase) {
        return timeout.plusSeconds(2).multipliedBy(entries(phase.before()).size());
    }

    private List<HookEntry> entries(String point) {
        try {
            return shelf.at(point);
        } catch (IOException e) {
            return List.of(new HookEntry.Unsafe(Path.of(point), "cannot be looked at: " + e));
        }
    }

    private Optional<String> run(HookEntry entry, String point, UpdateState state) throws InterruptedException {
        return switch (entry) {
            case HookEntry.Ignored(Path file, String why) -> {
                log.warn("hook ignored", "hook", file, "cause", why);
                yield Optional.empty();
            }
            case HookEntry.Unsafe(Path file, String why) -> failed(point, file, why);
            case HookEntry.Hook(Path file) -> {
                ProgramRun program = new ProgramRun(
                        List.of(file.toString()), variables(point, state), format.write(state) + "\n", timeout);
                yield switch (program.run()) {
                    case Ending.Exited(int code, String words)
                    when code == 0 -> {
                        log.info("hook ran", "hook", file, "point", point, "output", words);
                        yield Optional.empty();
                    }
                    case Ending.Exited(int code, String words) ->
                        failed(point, file, "ended with exit code " + code + (words.isEmpty() ? "" : ": " + words));
                    case Ending.TimedOut() -> failed(point, file, "did not end within " + timeout.toMillis() + " ms");
                    case Ending.NotStarted(String why) -> failed(point, file, "could not be started: " + why);
                };
            }
        };
    }

    private Optional<String> failed(String point, Path file, String why) {
        log.warn("hook failed", "hook", file, "point", point, "cause", why);
        return Optional.of("hook %s/%s %s".formatted(point, file.getFileName(), why));
    }

    private static Map<String, String> variables(String point, UpdateState state) {
        Map<String, String> variables = new HashMap<>();
        variables.put("SLIPWAY_HOOK", point);
        variables.put("SLIPWAY_STATE", state.state());
        state.deployment().ifPresent(id -> variables.put("SLIPWAY_DEPLOYMENT_ID", id.toString()));
        state.slot().ifPresent(slot -> variables.put("SLIPWAY_SLOT", slot));
        state.release().ifPresent(release -> {
            variables.put("SLIPWAY_RELEASE_NAME", release.name());
            variables.put("SLIPWAY_RELEASE_VERSION", release.version());
        });
        state.reason().ifPresent(reason -> variables.put("SLIPWAY_REASON", reason.code()));
        return variables;
    }
}
