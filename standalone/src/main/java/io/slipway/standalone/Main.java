package io.slipway.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

import io.slipway.engines.EngineFailedException;
import io.slipway.standalone.bench.cli.BenchCommand;
import io.slipway.standalone.cli.DownCommand;
import io.slipway.standalone.cli.StatusCommand;
import io.slipway.standalone.cli.UpCommand;
import io.slipway.standalone.demo.cli.DemoCommand;
import io.slipway.standalone.operator.cli.BundleCommand;
import io.slipway.standalone.operator.cli.CeremonyCommand;
import io.slipway.standalone.operator.cli.DeviceCommand;
import io.slipway.standalone.operator.cli.EnrolTokenCommand;
import io.slipway.standalone.operator.cli.KeysCommand;
import io.slipway.standalone.operator.cli.ReleaseCommand;
import io.slipway.standalone.operator.cli.RolloutCommand;
import io.slipway.standalone.payload.cli.PayloadCommand;

/** The program behind the script {@code ./slipway}. Exit codes: 0 done, 1 something went wrong and a sentence says what, 2 the command line was not understood. */
@Command(
        name = "slipway",
        description = "Over-the-air updates for embedded Linux fleets, on one machine.",
        mixinStandardHelpOptions = true,
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            StatusCommand.class,
            DownCommand.class,
            KeysCommand.class,
            CeremonyCommand.class,
            ReleaseCommand.class,
            BundleCommand.class,
            RolloutCommand.class,
            DeviceCommand.class,
            EnrolTokenCommand.class,
            PayloadCommand.class,
            BenchCommand.class
        })
public final class Main implements Runnable {

    private static final String VERSION = "0.1.0";
    private static final String STACK_TRACE = "SLIPWAY_STACK_TRACE";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** All commands. Whatever goes wrong is printed as a sentence. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Main());
        tellVersion(commandLine);
        commandLine.registerConverter(UUID.class, Main::id);
        commandLine.setParameterExceptionHandler(Main::misunderstood);
        commandLine.setExecutionExceptionHandler((failure, failed, _) -> {
            failed.getErr().println(sentence(failure));
            if (System.getenv(STACK_TRACE) != null) {
                failure.printStackTrace(failed.getErr());
            }
            return 1;
        });
        return commandLine;
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(
                    "'" + text + "' is no id: ids look like 6f1c0a52-7d1e-4a1c-9d57-2f4be0a3c1de");
        }
    }

    /** Every command knows the version of the program. */
    private static void tellVersion(CommandLine command) {
        command.getCommandSpec().version(VERSION);
        command.getSubcommands().values().forEach(Main::tellVersion);
    }

    private static int misunderstood(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        String what = String.valueOf(failure.getMessage());
        command.getErr().println(what + (what.endsWith(".") ? "" : ".") + " ./" + name + " --help says more.");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String sentence(Exception failure) {
        return switch (failure) {
            case StandaloneException known -> String.valueOf(known.getMessage());
            case EngineFailedException known -> String.valueOf(known.getMessage());
            case IOException io -> "Slipway stops: " + Reason.of(io) + ".";
            case UncheckedIOException io
            when io.getCause() instanceof IOException cause -> "Slipway stops: " + Reason.of(cause) + ".";
            default -> "Slipway stops, by a mistake of its own: " + failure + " (" + STACK_TRACE + "=1 shows where).";
        };
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}
