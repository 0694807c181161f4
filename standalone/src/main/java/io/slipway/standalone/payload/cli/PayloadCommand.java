package io.slipway.standalone.payload.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code payload}: makes, applies and shows update payloads. */
@Command(
        name = "payload",
        description = "Makes, applies and shows update payloads in files, without any service.",
        mixinStandardHelpOptions = true,
        subcommands = {CreateCommand.class, ApplyCommand.class, InspectCommand.class})
public final class PayloadCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing subcommand: create, apply or inspect");
    }
}
