package io.slipway.standalone.cli;

import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.slipway.standalone.platform.DataDirectory;
import io.slipway.standalone.platform.PortPlan;

/** The options that say which platform is meant. */
public final class PlatformOptions {

    @Option(
            names = "--data",
            paramLabel = "DIRECTORY",
            description = "Where everything is kept. Default: .slipway in the repository.")
    private @Nullable Path data;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "0",
            description = "Added to every port, for a second platform on the same machine. Default: 0.")
    private int portOffset;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    /** The repository's root: the environment variable {@code SLIPWAY_HOME}, which the script sets, or the working directory. */
    public static Path repository() {
        return Path.of(Optional.ofNullable(System.getenv("SLIPWAY_HOME")).orElse(""))
                .toAbsolutePath();
    }

    public DataDirectory data() {
        return new DataDirectory(data == null ? repository().resolve(".slipway") : data);
    }

    public PortPlan ports() {
        try {
            return new PortPlan(portOffset);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--port-offset: " + e.getMessage(), e);
        }
    }
}
