package io.slipway.standalone.cli;

import java.nio.file.Path;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.slipway.standalone.platform.DataDirectory;
import io.slipway.standalone.platform.PortPlan;

/** The options that say which platform is meant. */
public final class PlatformOptions {

    @Mixin
    private final DataOption data = new DataOption();

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
        return DataOption.repository();
    }

    public DataDirectory data() {
        return data.data();
    }

    public PortPlan ports() {
        try {
            return new PortPlan(portOffset);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--port-offset: " + e.getMessage(), e);
        }
    }
}
