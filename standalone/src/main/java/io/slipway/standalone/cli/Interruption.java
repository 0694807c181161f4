package io.slipway.standalone.cli;

import java.util.concurrent.CountDownLatch;

import io.slipway.standalone.platform.Platform;

/** Stops a platform in order when this program is asked to end (Ctrl-C, SIGTERM). Closed when the platform is stopped another way. */
public final class Interruption implements AutoCloseable {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Platform platform) {
        hook = new Thread(() -> stop(platform), "stop-platform");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    public static Interruption stopping(Platform platform) {
        return new Interruption(platform);
    }

    /** Open as soon as someone has asked. */
    CountDownLatch asked() {
        return asked;
    }

    private void stop(Platform platform) {
        asked.countDown();
        System.out.println("\nStopping ...");
        platform.close();
        System.out.println(
                "Slipway has stopped; its data stays in " + platform.data().root() + ".");
    }

    @Override
    public void close() {
        if (asked.getCount() > 0) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
