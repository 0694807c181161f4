package io.slipway.standalone.board.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.slipway.client.slot.SlotName;
import io.slipway.standalone.board.BoardDirectory;
import io.slipway.standalone.board.Client;

/**
 * The edge-client in a process of its own. Killing it is {@code SIGKILL}; should the board's own process die, the client loses its power as well.
 */
public final class ClientProcess implements Client {

    private static final long MOMENT_MILLIS = 25;

    private final List<String> command;
    private final List<String> action;

    private ClientProcess(List<String> command, List<String> action) {
        this.command = List.copyOf(command);
        this.action = List.copyOf(action);
    }

    /**
     * The client of this program's own class path, on a Java virtual machine of its own.
     *
     * @param javaOptions for example {@code -Xmx64m}
     */
    public static ClientProcess onJava(List<String> javaOptions) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(List.of("-cp", classPath(), PoweredClient.class.getName()));
        return new ClientProcess(command, List.of("run"));
    }

    /** The same, started to do something else. */
    public ClientProcess doing(String... otherAction) {
        return new ClientProcess(command, List.of(otherAction));
    }

    /**
     * The client as one executable file, as {@code ./slipway native} builds it.
     *
     * @param executable absolute
     */
    public static ClientProcess executable(Path executable) {
        return new ClientProcess(
                List.of("setpriv", "--pdeathsig", "KILL", "--", executable.toString()), List.of("run"));
    }

    @Override
    public Running start(BoardDirectory board, SlotName slot) throws IOException {
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(action);
        arguments.addAll(List.of("--config", board.clientSettings().toString(), "--booted-slot", slot.text()));
        File log = board.clientLog().toFile();
        return new Process(new ProcessBuilder(arguments)
                .directory(board.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start());
    }

    private static String classPath() {
        String own = System.getProperty("java.class.path");
        return own == null ? "" : own;
    }

    private record Process(java.lang.Process process) implements Running {

        @Override
        public boolean hasEnded() throws InterruptedException {
            return process.waitFor(MOMENT_MILLIS, TimeUnit.MILLISECONDS);
        }

        @Override
        public int exitCode() {
            return process.exitValue();
        }

        @Override
        public void kill() throws InterruptedException {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            process.waitFor();
        }
    }
}
