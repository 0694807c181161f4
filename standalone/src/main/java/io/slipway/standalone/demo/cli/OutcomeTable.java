package io.slipway.standalone.demo.cli;

import java.io.PrintStream;
import java.util.List;

import io.slipway.standalone.demo.DeviceOutcome;

/** The table at the end of the demonstration. */
record OutcomeTable(PrintStream out) {

    private static final double MEBIBYTE = 1 << 20;

    void print(List<DeviceOutcome> outcomes) {
        out.printf("%n%-10s %-7s %-7s %-12s %12s %9s%n", "DEVICE", "BEFORE", "AFTER", "STATE", "DOWNLOADED", "SECONDS");
        for (DeviceOutcome outcome : outcomes) {
            out.printf(
                    "%-10s %-7s %-7s %-12s %8.1f MiB %9.1f%n",
                    outcome.deviceId(),
                    outcome.before(),
                    outcome.after(),
                    outcome.state(),
                    outcome.bytesDownloaded() / MEBIBYTE,
                    outcome.took().toMillis() / 1000.0);
            outcome.reason().ifPresent(reason -> out.println("           " + reason));
        }
        out.println();
    }
}
