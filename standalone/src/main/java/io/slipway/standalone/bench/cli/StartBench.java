package io.slipway.standalone.bench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.slipway.standalone.FileTree;
import io.slipway.standalone.bench.Figure;

/** How long it takes until the client has printed its status and ended. */
final class StartBench {

    /** Of which the mean is one value. */
    static final int STARTS = 20;

    private static final int VALUES = 25;
    private static final double MOST_MILLISECONDS = 30;
    private static final double MILLISECONDS = 1000.0;
    private static final String LOOP =
            "i=0; while [ $i -lt %d ]; do \"$0\" status --config \"$1\" || exit 1; i=$((i + 1)); done";

    private StartBench() {}

    static Figure measure(Path executable) throws IOException {
        Path directory = Files.createTempDirectory("slipway-start");
        try {
            Path settings = Files.writeString(directory.resolve("client.properties"), """
                    device.id=board-1
                    device.type=virtual-board
                    data=data
                    server.url=https://localhost:1
                    slot.rootfs.a=slot-a
                    slot.rootfs.b=slot-b
                    boot.environment=bootenv
                    """);
            List<Double> milliseconds = Stopwatch.program(
                            "",
                            0,
                            VALUES,
                            "sh",
                            "-c",
                            LOOP.formatted(STARTS),
                            executable.toString(),
                            settings.toString())
                    .seconds()
                    .stream()
                    .map(seconds -> seconds * MILLISECONDS / STARTS)
                    .toList();
            return new Figure("start to status printed", "ms", milliseconds, MOST_MILLISECONDS);
        } finally {
            FileTree.remove(directory);
        }
    }
}
