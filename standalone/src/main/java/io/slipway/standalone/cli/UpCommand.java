package io.slipway.standalone.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.platform.Component;
import io.slipway.standalone.platform.Platform;
import io.slipway.standalone.platform.ServiceName;
import io.slipway.standalone.platform.StartPlatform;

/** {@code up}: the platform in the foreground, until Ctrl-C or until one of its components dies. */
@Command(
        name = "up",
        description =
                "Runs the whole platform in the foreground; Ctrl-C stops it. A second start finds its data again.",
        mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {

    private static final long MILLISECONDS_BETWEEN_LOOKS = 500;

    @Mixin
    private final PlatformOptions options = new PlatformOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        StartPlatform start = new StartPlatform(
                PlatformOptions.repository(), options.data(), options.ports(), new ComponentLines(System.out));
        try (Interruption interruption = Interruption.beforeStart();
                Platform platform = interruption.start(start::start)) {
            // From now on somebody relies on this data, so no demonstration may empty it.
            Files.deleteIfExists(options.data().demonstrationMark());
            serve(platform, interruption);
            return 0;
        }
    }

    /**
     * Says where things are and lets the platform run until this program is asked to end.
     *
     * @throws StandaloneException if a component dies
     */
    public static void serve(Platform platform, Interruption interruption) throws InterruptedException {
        describe(platform);
        Component dead = watch(platform, interruption.asked());
        throw new StandaloneException(dead.name() + " (process " + dead.pid()
                + ") has ended unexpectedly, so the platform stops; its log is "
                + platform.data().log(dead) + ".");
    }

    private static void describe(Platform platform) {
        System.out.printf(
                """

                Slipway is up. Operator: user "operator", password in %s
                  rollouts and devices   http://127.0.0.1:%d
                  artifacts and releases http://127.0.0.1:%d
                  devices connect to     https://localhost:%d
                Ctrl-C stops it.
                %n""",
                platform.data().operatorPassword(),
                platform.ports().api(ServiceName.ROLLOUT),
                platform.ports().api(ServiceName.ARTIFACT),
                platform.ports().devices());
    }

    /** Blocks until a component dies that nobody stopped. */
    private static Component watch(Platform platform, CountDownLatch asked) throws InterruptedException {
        while (!asked.await(MILLISECONDS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {
            Optional<Component> dead = platform.firstDead();
            if (dead.isPresent()) {
                return dead.get();
            }
        }
        // The program ends in the shutdown hook, which is stopping the platform now.
        Thread.currentThread().join();
        throw new IllegalStateException("a thread never joins itself");
    }
}
