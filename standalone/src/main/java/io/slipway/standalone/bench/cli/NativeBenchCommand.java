package io.slipway.standalone.bench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.bench.Figure;
import io.slipway.standalone.bench.Machine;
import io.slipway.standalone.board.process.ClientProcess;
import io.slipway.standalone.cli.PlatformOptions;
import io.slipway.standalone.fleet.process.VirtualFleet;

/** {@code bench native}: measures the executable that {@code ./slipway native} builds and writes {@code docs/benchmarks/native.md}. */
@Command(
        name = "native",
        description =
                "Measures size, start and memory of edge-client/target/slipway-client and writes docs/benchmarks/native.md.",
        mixinStandardHelpOptions = true)
final class NativeBenchCommand implements Callable<Integer> {

    private static final double MEBIBYTE = 1 << 20;
    private static final double MOST_FILE = 45;

    @Option(names = "--runs", defaultValue = "3", description = "How many devices are updated, each twice. Default: 3.")
    private int runs;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "500",
            description = "Added to every port of the benchmark's platform. Default: 500.")
    private int portOffset;

    @Override
    public Integer call() throws IOException {
        Path executable = PlatformOptions.repository()
                .resolve("edge-client/target/slipway-client")
                .toRealPath();
        if (!Files.isExecutable(executable)) {
            throw new StandaloneException("There is no executable " + executable + "; ./slipway native builds it.");
        }
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure("executable file", "MiB", List.of(Files.size(executable) / MEBIBYTE), MOST_FILE));
        figures.add(StartBench.measure(executable));
        new BenchPlatform(portOffset)
                .run(
                        platform -> new VirtualFleet(platform, ClientProcess.executable(executable)),
                        (platform, fleet, images) -> figures.addAll(
                                new MemoryBench(new Workbench(platform, fleet, images, runs), executable, images)
                                        .measure()));
        BenchPlatform.write("native", page(figures));
        return 0;
    }

    private static String page(List<Figure> figures) {
        return """
                # Native executable

                `./slipway bench native` on %s

                The executable of `./slipway native`. Start: `status` in a loop of a shell, its file in the system's cache, each value the mean of %d successive starts, the shell's fork included.
                Memory: all resident pages as the kernel counts them, those of the executable file too. Idle: connected by MQTT over TLS, ten seconds after that. Applying: the peak of the client's life from its start
                to the reboot, for full payloads of Debian images of 300 MiB and, once it is made, for the delta from one to the next.

                | | values | median | least–most | wanted |
                |---|---|---|---|---|
                %s
                """.formatted(
                        Machine.describe(),
                        StartBench.STARTS,
                        figures.stream().map(Figure::row).collect(Collectors.joining("\n")));
    }
}
