package io.slipway.standalone.cli;

import java.io.PrintStream;
import java.time.Duration;

import io.slipway.standalone.platform.Component;
import io.slipway.standalone.platform.DataDirectory;
import io.slipway.standalone.platform.StartPlatform;

/** Prints one line for the start and one per component that has come up. */
public record ComponentLines(PrintStream out) implements StartPlatform.Progress {

    @Override
    public void starting(DataDirectory data) {
        out.println("Starting Slipway on " + data.root());
    }

    @Override
    public synchronized void ready(Component component, Duration took) {
        out.printf(
                "  ready  %-16s %-28s %4.1f s   process %d%n",
                component.name(), component.address(), took.toMillis() / 1000.0, component.pid());
    }
}
