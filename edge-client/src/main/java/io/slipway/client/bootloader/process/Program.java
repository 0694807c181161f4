package io.slipway.client.bootloader.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program that ends within a time and prints little. */
final class Program {

    private static final int MOST_BYTES = 4096;

    private Program() {}

    /**
     * Runs {@code command} and returns what it printed on its standard output, as UTF-8. Its standard error stream is ours.
     *
     * @throws IOException if it cannot be started, fails, prints more than {@value #MOST_BYTES} bytes or does not end in time; it is killed then
     */
    static String run(Duration timeout, List<String> command) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            process.getOutputStream().close();
            CompletableFuture<byte[]> output = new CompletableFuture<>();
            Thread.ofPlatform().daemon().name("boot-program").start(() -> read(process.getInputStream(), output));
            byte[] printed = output.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (printed.length > MOST_BYTES) {
                throw new IOException("it printed more than " + MOST_BYTES + " bytes");
            }
            if (!process.waitFor(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException();
            }
            if (process.exitValue() != 0) {
                throw new IOException("it ended with exit code " + process.exitValue());
            }
            return new String(printed, StandardCharsets.UTF_8);
        } catch (TimeoutException e) {
            throw new IOException("it did not end within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException("what it printed cannot be read", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static void read(InputStream stream, CompletableFuture<byte[]> output) {
        try (stream) {
            output.complete(stream.readNBytes(MOST_BYTES + 1));
        } catch (IOException e) {
            output.completeExceptionally(e);
        }
    }
}
