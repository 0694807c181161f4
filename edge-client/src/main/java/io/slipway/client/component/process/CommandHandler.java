package io.slipway.client.component.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.slipway.client.component.ComponentHandler;
import io.slipway.client.component.HandlerException;
import io.slipway.client.component.StagedComponent;
import io.slipway.client.program.Ending;
import io.slipway.client.program.ProgramRun;
import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.canonical.JsonText;

/**
 * Calls an executable of the integrator as {@code <executable> activate|undo|keep}. On its standard input is one line of JSON: {@code action},
 * {@code component}, and but for {@code keep} {@code image} (path), {@code release} ({@code name}, {@code version}) and {@code deploymentId}. Exit code 0
 * means that it is done; with every other, the end of what it printed is the reason. The port's contract is the executable's contract, too: what is called
 * again after a loss of power must do no harm.
 */
public final class CommandHandler implements ComponentHandler {

    private final Path executable;
    private final Duration timeout;

    /** @param timeout of each call, after which the program and what it has started are killed */
    public CommandHandler(Path executable, Duration timeout) {
        this.executable = executable;
        this.timeout = timeout;
    }

    @Override
    public void activate(StagedComponent staged) throws HandlerException, InterruptedException {
        call("activate", context(staged));
    }

    @Override
    public void undo(StagedComponent staged) throws HandlerException, InterruptedException {
        call("undo", context(staged));
    }

    @Override
    public void keep(String component) throws HandlerException, InterruptedException {
        call("keep", JsonObject.builder().put("component", component));
    }

    private static JsonObject.Builder context(StagedComponent staged) {
        return JsonObject.builder()
                .put("component", staged.component())
                .put("image", staged.image().toAbsolutePath().toString())
                .put(
                        "release",
                        JsonObject.builder()
                                .put("name", staged.releaseName())
                                .put("version", staged.releaseVersion())
                                .build())
                .put("deploymentId", staged.deploymentId().toString());
    }

    private void call(String action, JsonObject.Builder context) throws HandlerException, InterruptedException {
        String input = JsonText.of(context.put("action", action).build()) + "\n";
        Ending ending = new ProgramRun(List.of(executable.toString(), action), Map.of(), input, timeout).run();
        switch (ending) {
            case Ending.Exited(int code, String _) when code == 0 -> {}
            case Ending.Exited(int code, String words) ->
                throw refused(action, "ended with exit code " + code + (words.isEmpty() ? "" : ": " + words));
            case Ending.TimedOut() -> throw refused(action, "did not end within " + timeout.toMillis() + " ms");
            case Ending.NotStarted(String why) -> throw refused(action, "could not be started: " + why);
        }
    }

    private HandlerException refused(String action, String why) {
        return new HandlerException(executable.getFileName() + " " + action + " " + why);
    }
}
