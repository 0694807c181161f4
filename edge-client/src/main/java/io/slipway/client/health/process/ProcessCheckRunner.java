package io.slipway.client.health.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.slipway.client.health.CheckRunner;
import io.slipway.client.health.HealthCheck;
import io.slipway.client.health.Verdict;
import io.slipway.client.health.Verdict.Healthy;
import io.slipway.client.health.Verdict.Unhealthy;

/** Runs a check through {@code /bin/sh -c}. The last words of what it prints become part of the reason if it fails. */
public final class ProcessCheckRunner implements CheckRunner {

    private static final int LAST_WORDS = 200;

    @Override
    public Verdict run(HealthCheck check, Map<String, String> context) throws InterruptedException {
        Process process;
        try {
            ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", check.command()).redirectErrorStream(true);
            builder.environment().putAll(context);
            process = builder.start();
            process.getOutputStream().close();
        } catch (IOException e) {
            return new Unhealthy("check '%s' could not be started: %s".formatted(check.name(), e.getMessage()));
        }
        LastWords output = new LastWords(process.getInputStream());
        Thread reader =
                Thread.ofPlatform().daemon().name("check-" + check.name()).start(output);
        try {
            if (!process.waitFor(check.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                return new Unhealthy("check '%s' did not end within %d ms"
                        .formatted(check.name(), check.timeout().toMillis()));
            }
            reader.join(1000); // the output may be held open by a process that the check left behind
            int code = process.exitValue();
            return code == 0
                    ? new Healthy()
                    : new Unhealthy(
                            "check '%s' ended with exit code %d%s".formatted(check.name(), code, output.text()));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Drains a stream and keeps its end. */
    private static final class LastWords implements Runnable {

        private final InputStream stream;
        private final byte[] kept = new byte[LAST_WORDS];
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
                kept[(int) (total++ % LAST_WORDS)] = chunk[i];
            }
        }

        synchronized String text() {
            int length = (int) Math.min(total, LAST_WORDS);
            byte[] ordered = new byte[length];
            for (int i = 0; i < length; i++) {
                ordered[i] = kept[(int) ((total - length + i) % LAST_WORDS)];
            }
            String words = new String(ordered, StandardCharsets.UTF_8).strip().replaceAll("\\s+", " ");
            return words.isEmpty() ? "" : ": " + words;
        }
    }
}
