package io.slipway.standalone.cli;

import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import io.slipway.standalone.platform.DataDirectory;

/** The option that says where this machine keeps everything. */
public final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIRECTORY",
            description = "Where everything is kept. Default: .slipway in the repository.")
    private @Nullable Path data;

    /** The repository's root: the environment variable {@code SLIPWAY_HOME}, which the script sets, or the working directory. */
    static Path repository() {
        return Path.of(Optional.ofNullable(System.getenv("SLIPWAY_HOME")).orElse(""))
                .toAbsolutePath();
    }

    public DataDirectory data() {
        return new DataDirectory(data == null ? repository().resolve(".slipway") : data);
    }
}
