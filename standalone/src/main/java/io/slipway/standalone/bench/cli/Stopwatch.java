package io.slipway.standalone.bench.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.bench.Series;

/** Times work. */
final class Stopwatch {

    private static final double NANOSECONDS = 1e9;

    private Stopwatch() {}

    /** One piece of work of a series. */
    @FunctionalInterface
    interface Run {
        void perform(int number) throws IOException;
    }

    /** Does the work {@code runs} times. */
    static Series series(String what, long bytes, int runs, Run run) throws IOException {
        List<Double> seconds = new ArrayList<>();
        for (int number = 1; number <= runs; number++) {
            long begin = System.nanoTime();
            run.perform(number);
            seconds.add((System.nanoTime() - begin) / NANOSECONDS);
        }
        return new Series(what, bytes, seconds);
    }

    /** Runs a program {@code runs} times. */
    static Series program(String what, long bytes, int runs, String... command) throws IOException {
        return series(what, bytes, runs, _ -> {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                if (process.waitFor() != 0) {
                    throw new StandaloneException(
                            String.join(" ", command) + " failed; is " + command[0] + " installed?");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StandaloneException("The benchmark was interrupted.", e);
            }
        });
    }
}
