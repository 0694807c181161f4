package io.slipway.standalone.cli;

import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import io.slipway.standalone.platform.RunningPlatform;

/** {@code down}: stops the platform that runs on the data directory. */
@Command(
        name = "down",
        description = "Stops the platform that runs on the data directory; the data stays.",
        mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {

    @Mixin
    private final PlatformOptions options = new PlatformOptions();

    @Override
    public Integer call() {
        Optional<RunningPlatform> running = RunningPlatform.find(options.data());
        running.ifPresent(RunningPlatform::stop);
        System.out.println(
                running.isPresent()
                        ? "Slipway has stopped; its data stays in "
                                + options.data().root() + "."
                        : "Slipway does not run on " + options.data().root() + ".");
        return 0;
    }
}
