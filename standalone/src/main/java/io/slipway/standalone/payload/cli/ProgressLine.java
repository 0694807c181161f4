package io.slipway.standalone.payload.cli;

import java.io.PrintStream;

/** A bar on a terminal; nothing where the output goes elsewhere. Not thread-safe. */
final class ProgressLine implements AutoCloseable {

    private static final int WIDTH = 40;
    private static final int PERCENT = 100;

    private final PrintStream out;
    private final boolean visible;
    private final String what;
    private final long total;
    private int shown = -1;

    /**
     * A bar at 0.
     *
     * @param what in a word
     * @param total what {@link #reached} will come to
     */
    ProgressLine(String what, long total) {
        this.out = System.err;
        this.visible = System.console() != null && System.console().isTerminal();
        this.what = what;
        this.total = Math.max(1, total);
    }

    void reached(long done) {
        int percent = (int) (Math.min(done, total) * PERCENT / total);
        if (!visible || percent == shown) {
            return;
        }
        shown = percent;
        int filled = percent * WIDTH / PERCENT;
        out.printf("\r%-10s [%s%s] %3d %%", what, "=".repeat(filled), " ".repeat(WIDTH - filled), percent);
        out.flush();
    }

    @Override
    public void close() {
        if (shown >= 0) {
            out.println();
        }
    }
}
