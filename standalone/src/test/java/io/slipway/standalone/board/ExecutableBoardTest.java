package io.slipway.standalone.board;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Tag;

import io.slipway.standalone.board.process.ClientProcess;

/** The same with the executable that {@code ./slipway native} builds. */
@Tag("system")
class ExecutableBoardTest extends VirtualBoardTest {

    private static final Path EXECUTABLE =
            Path.of(System.getProperty("slipway.root")).resolve("edge-client/target/slipway-client");

    @Override
    ClientProcess client() {
        if (!Files.isExecutable(EXECUTABLE)) {
            throw new AssertionError("There is no executable " + EXECUTABLE + "; ./slipway native builds it");
        }
        return ClientProcess.executable(EXECUTABLE);
    }
}
