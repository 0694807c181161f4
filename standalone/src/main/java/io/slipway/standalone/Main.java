package io.slipway.standalone;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.slipway.engines.EngineFailedException;
import io.slipway.standalone.bench.cli.BenchCommand;
import io.slipway.standalone.cli.DownCommand;
import io.slipway.standalone.cli.StatusCommand;
import io.slipway.standalone.cli.UpCommand;
import io.slipway.standalone.demo.cli.DemoCommand;
import io.slipway.standalone.operator.cli.DeviceCommand;
import io.slipway.standalone.operator.cli.EnrolTokenCommand;
import io.slipway.standalone.operator.cli.KeysCommand;
import io.slipway.standalone.operator.cli.ReleaseCommand;
import io.slipway.standalone.operator.cli.RolloutCommand;

/** The program behind the script {@code ./slipway}. Exit codes: 0 done, 1 something went wrong and a sentence says what, 2 the command line was not understood. */
@Command(
        name = "slipway",
        description = "Over-the-air updates for embedded Linux fleets, on one machine.",
        mixinStandardHelpOptions = true,
        version = "0.1.0",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            StatusCommand.class,
            DownCommand.class,
            KeysCommand.class,
            ReleaseCommand.class,
            RolloutCommand.class,
            DeviceCommand.class,
            EnrolTokenCommand.class,
            BenchCommand.class
        })
public final class Main implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** All commands; a failure that has a sentence is printed as that sentence. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.setExecutionExceptionHandler((failure, failed, _) -> {
            if (!(failure instanceof StandaloneException || failure instanceof EngineFailedException)) {
                throw failure;
            }
            failed.getErr().println(failure.getMessage());
            return 1;
        });
        return commandLine;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "What shall Slipway do?");
    }
}
