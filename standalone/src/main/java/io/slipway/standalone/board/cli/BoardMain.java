package io.slipway.standalone.board.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.slipway.standalone.board.BoardDirectory;
import io.slipway.standalone.board.PowerCuts;
import io.slipway.standalone.board.VirtualBoard;
import io.slipway.standalone.board.process.ClientProcess;

/**
 * Runs the board in a directory until the process is ended: {@code BoardMain DIRECTORY [POWER-CUTS SECONDS SEED]}. Prints one line per event. Exit code 1
 * if the board is dead, 2 if the command line makes no sense.
 */
public final class BoardMain {

    private static final List<String> JAVA_OPTIONS = List.of("-Xmx64m", "-XX:+UseSerialGC");
    private static final int DEAD = 1;
    private static final int USAGE = 2;

    private BoardMain() {}

    /** See the class. */
    public static void main(String... arguments) {
        try {
            run(arguments);
            System.exit(DEAD);
        } catch (IllegalArgumentException e) {
            System.err.println("usage: BoardMain DIRECTORY [POWER-CUTS SECONDS SEED]");
            System.exit(USAGE);
        }
    }

    private static void run(String... arguments) {
        if (arguments.length != 1 && arguments.length != 4) {
            throw new IllegalArgumentException("one argument or four");
        }
        BoardDirectory directory = new BoardDirectory(Path.of(arguments[0]));
        VirtualBoard board = new VirtualBoard(
                directory,
                ClientProcess.onJava(JAVA_OPTIONS),
                arguments.length == 1 ? PowerCuts.none() : cuts(arguments),
                event -> System.out.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " "
                        + directory.path().getFileName() + " " + event));
        board.run();
    }

    private static PowerCuts cuts(String... arguments) {
        return new PowerCuts(
                Integer.parseInt(arguments[1]),
                Duration.ofSeconds(Long.parseLong(arguments[2])),
                Long.parseLong(arguments[3]));
    }
}
