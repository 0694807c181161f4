package io.slipway.standalone.demo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.board.process.ClientProcess;
import io.slipway.standalone.cli.ComponentLines;
import io.slipway.standalone.cli.Interruption;
import io.slipway.standalone.cli.PlatformOptions;
import io.slipway.standalone.cli.UpCommand;
import io.slipway.standalone.demo.DemoPlan;
import io.slipway.standalone.fleet.process.VirtualFleet;
import io.slipway.standalone.image.DebianImages;
import io.slipway.standalone.platform.Platform;
import io.slipway.standalone.platform.StartPlatform;

/** {@code demo}: the whole line on one machine. Exit code 0 only if exactly that happened which should have. */
@Command(
        name = "demo",
        description =
                "Publishes two Debian images, updates virtual devices in waves and shows how one of them falls back.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

    @Mixin
    private final PlatformOptions options = new PlatformOptions();

    @Option(
            names = "--from",
            paramLabel = "IMAGE",
            description = "Image that the devices begin with, instead of Debian's.")
    private @Nullable Path from;

    @Option(names = "--to", paramLabel = "IMAGE", description = "Image that is rolled out; goes with --from.")
    private @Nullable Path to;

    @Option(
            names = "--devices",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many devices, 2 to 50. Default: 5.")
    private int devices;

    @Option(names = "--keep", description = "Leaves everything running, until Ctrl-C.")
    private boolean keep;

    @Option(
            names = "--kill",
            paramLabel = "COMPONENT",
            description = "Kills this component (SIGKILL) while the second wave is under way, and starts it again.")
    private @Nullable String victim;

    @Option(
            names = "--client",
            paramLabel = "EXECUTABLE",
            description =
                    "The devices run this executable, as ./slipway native builds it, instead of the client in Java.")
    private @Nullable Path client;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec command;

    @Override
    public Integer call() throws IOException, InterruptedException {
        DemoPlan plan = plan();
        requireClient();
        DemoData data = new DemoData(options.data());
        data.requireOwn();
        DemoImages images = DemoImages.read(images());
        data.empty();
        StartPlatform start = new StartPlatform(
                PlatformOptions.repository(), options.data(), options.ports(), new ComponentLines(System.out));
        try (Interruption interruption = Interruption.beforeStart();
                Platform platform = interruption.start(start::start);
                VirtualFleet fleet = fleet(platform)) {
            Disturbance disturbance = new Disturbance(platform, Optional.ofNullable(victim), System.out);
            List<String> deviations = new RunDemo(plan, platform, fleet, disturbance, System.out).run(images);
            if (!deviations.isEmpty()) {
                throw new StandaloneException(
                        "The demonstration did not go as it should: " + String.join(" ", deviations));
            }
            System.out.println("Everything went as it should: " + plan.sickDevice()
                    + " fell back to release " + DemoPlan.BEFORE
                    + " by itself,\nas its new system was not healthy; all others run release "
                    + DemoPlan.AFTER + ".");
            if (keep) {
                UpCommand.serve(platform, interruption);
            }
            return 0;
        }
    }

    private void requireClient() {
        if (client != null && !Files.isExecutable(client)) {
            throw new ParameterException(
                    command.commandLine(),
                    "--client: there is no executable " + client
                            + "; ./slipway native builds edge-client/target/slipway-client");
        }
    }

    private DemoPlan plan() {
        try {
            return new DemoPlan(devices);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--devices: " + e.getMessage(), e);
        }
    }

    private VirtualFleet fleet(Platform platform) {
        return client == null
                ? new VirtualFleet(platform)
                : new VirtualFleet(platform, ClientProcess.executable(client.toAbsolutePath()));
    }

    private DebianImages.Images images() throws IOException {
        if (from != null && to != null) {
            return new DebianImages.Images(from, to);
        }
        if (from != null || to != null) {
            throw new ParameterException(command.commandLine(), "--from and --to go together");
        }
        options.data().prepare();
        return new DebianImages(options.data().images(), line -> System.out.println("- " + line)).ensure();
    }
}
