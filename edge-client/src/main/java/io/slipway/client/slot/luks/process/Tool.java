package io.slipway.client.slot.luks.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs one program with bytes for its standard input, and keeps what it prints within limits. */
final class Tool {

    /** What a pipe takes without anybody reading (man 7 pipe): writing it never waits. */
    static final int MOST_BYTES = 64 * 1024;

    private static final int LAST_WORDS = 300;

    private final String what;
    private final Duration patience;
    private final boolean quotable;

    /**
     * @param what names the program in messages, with nothing that is secret
     * @param quotable whether messages may have what it prints to its standard error stream
     */
    Tool(String what, Duration patience, boolean quotable) {
        this.what = what;
        this.patience = patience;
        this.quotable = quotable;
    }

    /**
     * Runs the program to its end; its standard output, at most {@link #MOST_BYTES}.
     *
     * @throws IOException if it cannot be started, takes too long, prints too much or ends with another exit code than 0; the message has the last words
     *     of its standard error stream, where they may be quoted
     */
    byte[] run(List<String> command, byte[] input) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C");
        Process process = start(builder);
        Drain output = new Drain(process.getInputStream());
        Drain errors = new Drain(process.getErrorStream());
        Thread reader = Thread.ofPlatform().daemon().name("tool-output").start(output);
        Thread errorReader = Thread.ofPlatform().daemon().name("tool-errors").start(errors);
        try {
            feed(process, input);
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(what + " did not end within " + patience.toSeconds() + " s");
            }
            reader.join(1000); // a process that was left behind may hold it open
            errorReader.join(1000);
            if (process.exitValue() != 0) {
                throw new IOException(
                        what + " ended with exit code " + process.exitValue() + (quotable ? errors.lastWords() : ""));
            }
            return output.bytes(what);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(what + " was interrupted", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            output.forget();
        }
    }

    private Process start(ProcessBuilder builder) throws IOException {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IOException(what + " cannot be started: " + e.getMessage(), e);
        }
    }

    private static void feed(Process process, byte[] input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input);
        } catch (IOException e) {
            // it ended without reading: its exit code says more
        }
    }

    /** Reads a stream to its end and keeps its beginning. */
    private static final class Drain implements Runnable {

        private final InputStream stream;
        private final Kept kept = new Kept();
        private boolean tooMuch;

        Drain(InputStream stream) {
            this.stream = stream;
        }

        @Override
        public void run() {
            byte[] chunk = new byte[4096];
            try (stream) {
                for (int n = stream.read(chunk); n >= 0; n = stream.read(chunk)) {
                    keep(chunk, n);
                }
            } catch (IOException e) {
                // closed because the process was killed: what was kept is all there is
            } finally {
                Arrays.fill(chunk, (byte) 0);
            }
        }

        private synchronized void keep(byte[] chunk, int length) {
            if (kept.size() + length > MOST_BYTES) {
                tooMuch = true;
            } else {
                kept.write(chunk, 0, length);
            }
        }

        synchronized byte[] bytes(String what) throws IOException {
            if (tooMuch) {
                throw new IOException(what + " printed more than " + MOST_BYTES + " bytes");
            }
            return kept.toByteArray();
        }

        synchronized String lastWords() {
            String text = kept.toString(StandardCharsets.UTF_8).strip().replaceAll("\\s+", " ");
            return text.isEmpty() ? "" : ": " + text.substring(Math.max(0, text.length() - LAST_WORDS));
        }

        synchronized void forget() {
            kept.forget();
        }
    }

    /** Bytes that can be wiped. Its first array is long enough for all, so that no copies are left behind. */
    private static final class Kept extends ByteArrayOutputStream {

        Kept() {
            super(MOST_BYTES);
        }

        void forget() {
            Arrays.fill(buf, (byte) 0);
        }
    }
}
