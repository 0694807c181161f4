package io.slipway.client.component.compose.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.slipway.client.component.ComponentSettings.How.Compose;
import io.slipway.client.component.ComponentSettings.How.Engine;
import io.slipway.client.component.HandlerException;
import io.slipway.client.component.compose.ContainerEngine;
import io.slipway.client.program.Ending;
import io.slipway.client.program.ProgramRun;

/**
 * An engine by its command line (man 1 podman, docker(1)) with a compose program (podman-compose, Docker Compose). Exit codes are believed for the engine
 * only: podman-compose 1.0.3 ends with 0 whatever became of the containers, so that who calls {@link #up} must look at them.
 */
public final class CommandLineEngine implements ContainerEngine {

    /** In brackets, because warnings may stand beside what was asked for. */
    private static final String STATE_FORMAT =
            "[{{.State.Status}} {{.Image}} {{if .State.Health}}{{.State.Health.Status}}{{end}}]";

    private static final Pattern STATE = Pattern.compile("\\[([a-z]+) (?:sha256:)?([0-9a-f]{64}) ?([a-z]*)]");
    private static final Pattern ID = Pattern.compile("\\b[0-9a-f]{64}\\b");

    private final Compose settings;

    public CommandLineEngine(Compose settings) {
        this.settings = settings;
    }

    @Override
    public void load(Path archive) throws HandlerException, InterruptedException {
        require(run(settings.engineCommand(), "load", "--input", archive.toString()), "load");
    }

    @Override
    public Optional<String> imageId(String image) throws InterruptedException {
        Ending ending = run(settings.engineCommand(), "image", "inspect", "--format", "{{.Id}}", image);
        if (ending instanceof Ending.Exited(int code, String words) && code == 0) {
            Matcher id = ID.matcher(words);
            return id.find() ? Optional.of(id.group()) : Optional.empty();
        }
        return Optional.empty();
    }

    @Override
    public void removeImage(String image) throws HandlerException, InterruptedException {
        if (imageId(image).isPresent()) {
            require(run(settings.engineCommand(), "rmi", image), "rmi");
        }
    }

    @Override
    public void up(String project, Path composeFile) throws HandlerException, InterruptedException {
        require(compose(project, composeFile, "up", "-d", "--no-build"), "up");
    }

    @Override
    public void down(String project, Path composeFile) throws HandlerException, InterruptedException {
        require(compose(project, composeFile, "down"), "down");
    }

    @Override
    public Optional<Container> container(String project, String service) throws HandlerException, InterruptedException {
        Matcher id = ID.matcher(require(
                run(
                        settings.engineCommand(),
                        "ps",
                        "--all",
                        "--quiet",
                        "--no-trunc",
                        "--filter",
                        "label=com.docker.compose.project=" + project,
                        "--filter",
                        "label=com.docker.compose.service=" + service),
                "ps"));
        if (!id.find()) {
            return Optional.empty();
        }
        Matcher state = STATE.matcher(
                require(run(settings.engineCommand(), "inspect", "--format", STATE_FORMAT, id.group()), "inspect"));
        if (!state.find()) {
            throw new HandlerException("the engine does not tell the state of " + service);
        }
        String health = state.group(3);
        return Optional.of(new Container(
                state.group(2),
                state.group(1).equals("running"),
                health.isEmpty() || health.equals("healthy") || passesNow(id.group()),
                state.group(1) + (health.isEmpty() ? "" : ", " + health)));
    }

    /** Podman checks health by timers of systemd, which may not be there; Docker does it by itself. */
    private boolean passesNow(String id) throws InterruptedException {
        return settings.engine() == Engine.PODMAN
                && run(settings.engineCommand(), "healthcheck", "run", id) instanceof Ending.Exited(int code, String _)
                && code == 0;
    }

    private Ending compose(String project, Path composeFile, String... arguments) throws InterruptedException {
        List<String> all = new ArrayList<>(List.of("-p", project, "-f", composeFile.toString()));
        all.addAll(List.of(arguments));
        return run(settings.composeCommand(), all.toArray(String[]::new));
    }

    private Ending run(List<String> program, String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        return new ProgramRun(command, Map.of(), "", settings.deadline()).run();
    }

    private String require(Ending ending, String what) throws HandlerException {
        return switch (ending) {
            case Ending.Exited(int code, String words) when code == 0 -> words;
            case Ending.Exited(int code, String words) ->
                throw new HandlerException("%s ended with exit code %d: %s".formatted(what, code, words));
            case Ending.TimedOut() ->
                throw new HandlerException(
                        what + " did not end within " + settings.deadline().toMillis() + " ms");
            case Ending.NotStarted(String why) -> throw new HandlerException(what + " could not be started: " + why);
        };
    }
}
