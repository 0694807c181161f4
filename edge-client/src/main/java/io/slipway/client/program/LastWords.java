package io.slipway.client.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Drains a stream and keeps its end. */
final class LastWords implements Runnable {

    private static final int KEPT = 200;

    private final InputStream stream;
    private final byte[] kept = new byte[KEPT];
    private long total;

    LastWords(InputStream stream) {
        this.stream = stream;
    }

    @Override
    public void run() {
        byte[] chunk = new byte[1024];
        try (stream) {
            for (int n = stream.read(chunk); n >= 0; n = stream.read(chunk)) {
                keep(chunk, n);
            }
        } catch (IOException e) {
            // closed because the process was killed: what was kept is all there is
        }
    }

    private synchronized void keep(byte[] chunk, int length) {
        for (int i = 0; i < length; i++) {
            kept[(int) (total++ % KEPT)] = chunk[i];
        }
    }

    /** What was kept so far, on one line. */
    synchronized String text() {
        int length = (int) Math.min(total, KEPT);
        byte[] ordered = new byte[length];
        for (int i = 0; i < length; i++) {
            ordered[i] = kept[(int) ((total - length + i) % KEPT)];
        }
        return new String(ordered, StandardCharsets.UTF_8).strip().replaceAll("\\s+", " ");
    }
}
