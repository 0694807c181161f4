package io.slipway.client.provisioning.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.slipway.client.log.EventLog;
import io.slipway.client.provisioning.NetworkHook;
import io.slipway.client.provisioning.ProvisioningRefusedException;
import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.canonical.JsonText;

/** Runs a command with {@code /bin/sh -c} and gives it the hints as one JSON object of texts on its standard input. Nothing is interpreted here, or shown to anybody else. */
public final class NetworkHookProcess implements NetworkHook {

    private final String command;
    private final Duration limit;
    private final EventLog log;

    /**
     * @param command or empty, where there is none
     * @param limit after which it is ended
     */
    public NetworkHookProcess(String command, Duration limit, EventLog log) {
        this.command = command;
        this.limit = limit;
        this.log = log;
    }

    @Override
    public void setUp(Map<String, String> hints)
            throws IOException, ProvisioningRefusedException, InterruptedException {
        if (command.isEmpty()) {
            log.warn("there are hints for the network and no provisioning.hook that takes them");
            return;
        }
        JsonObject.Builder json = JsonObject.builder();
        new TreeMap<>(hints).forEach(json::put);
        Process process = new ProcessBuilder("/bin/sh", "-c", command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            // The hints come from a file of 64 KiB at most, as much as a pipe takes: this does not wait for the reader.
            write(process, JsonText.of(json.build()));
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ProvisioningRefusedException(
                        "The provisioning.hook did not end within " + limit.toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                throw new ProvisioningRefusedException(
                        "The provisioning.hook ended with exit code " + process.exitValue());
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static void write(Process process, String json) {
        try (OutputStream input = process.getOutputStream()) {
            input.write(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // a hook that does not read its input says by its exit code whether it worked
        }
    }
}
