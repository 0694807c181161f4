package io.slipway.standalone.bench.cli;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.slipway.standalone.bench.Sheet;
import io.slipway.standalone.bench.delta.cli.DeltaBenchCommand;
import io.slipway.standalone.fleet.process.VirtualFleet;

/** {@code bench}: measures on a platform of its own, which is removed afterwards, and writes {@code docs/benchmarks}. */
@Command(
        name = "bench",
        description = "Measures uploads, payloads and installs of a 600 MiB Debian image and writes docs/benchmarks.",
        mixinStandardHelpOptions = true,
        subcommands = {DeltaBenchCommand.class, NativeBenchCommand.class})
public final class BenchCommand implements Callable<Integer> {

    /** What can be measured. */
    enum Subject {
        upload,
        payload,
        install
    }

    @Parameters(paramLabel = "SUBJECT", description = "${COMPLETION-CANDIDATES}. Default: all of them.")
    private @Nullable List<Subject> subjects;

    @Option(names = "--runs", defaultValue = "3", description = "How often each thing is measured. Default: 3.")
    private int runs;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "500",
            description = "Added to every port of the benchmark's platform. Default: 500.")
    private int portOffset;

    @Override
    public Integer call() throws IOException {
        Set<Subject> wanted = subjects == null ? EnumSet.allOf(Subject.class) : EnumSet.copyOf(subjects);
        new BenchPlatform(portOffset).run(VirtualFleet::new, (platform, fleet, images) -> {
            Workbench workbench = new Workbench(platform, fleet, images, runs);
            for (Subject subject : wanted) {
                Sheet sheet =
                        switch (subject) {
                            case upload -> new UploadBench(workbench).measure();
                            case payload -> new PayloadBench(workbench).measure();
                            case install -> new InstallBench(workbench).measure();
                        };
                BenchPlatform.write(subject.name(), sheet.markdown());
            }
        });
        return 0;
    }
}
