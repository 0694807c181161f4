package io.slipway.standalone.operator.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.cli.PlatformOptions;
import io.slipway.standalone.operator.http.ServiceClient;
import io.slipway.standalone.platform.DataDirectory;
import io.slipway.standalone.platform.ServiceName;

/** The options that say which services a command speaks to: those of the platform on this machine, or others. */
final class ServiceOptions {

    @Mixin
    private final PlatformOptions platform = new PlatformOptions();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Address of the service, if it does not run on this machine.")
    private @Nullable URI url;

    DataDirectory data() {
        return platform.data();
    }

    /** A client of the service; the password is that of {@code SLIPWAY_OPERATOR_PASSWORD}, or of the platform on this machine. */
    ServiceClient client(ServiceName service) {
        URI base =
                url == null ? URI.create("http://127.0.0.1:" + platform.ports().api(service)) : url;
        return new ServiceClient(service.text(), base, password());
    }

    private String password() {
        Path file = data().operatorPassword();
        return Optional.ofNullable(System.getenv("SLIPWAY_OPERATOR_PASSWORD")).orElseGet(() -> {
            try {
                return Files.readString(file).strip();
            } catch (IOException e) {
                throw new StandaloneException(
                        "There is no operator's password: set SLIPWAY_OPERATOR_PASSWORD, or start the platform (" + file
                                + " is missing).",
                        e);
            }
        });
    }
}
