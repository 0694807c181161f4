package io.slipway.client.bootloader.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Reboots the machine by a command of the operating system, for example {@code systemctl reboot}. */
public final class RebootCommand {

    private static final String ARGUMENT = "SLIPWAY_REBOOT_ARGUMENT";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final String command;

    /** @param command run by {@code /bin/sh -c} */
    public RebootCommand(String command) {
        this.command = command;
    }

    /**
     * Runs the command and waits to be ended by the reboot. Returns only if that does not happen within five minutes.
     *
     * @param argument what the bootloader needs to be told by the reboot, perhaps nothing; the command sees it as {@value #ARGUMENT}
     * @throws IOException if the command fails
     */
    public void reboot(String argument) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command).inheritIO();
        builder.environment().put(ARGUMENT, argument);
        Process process = builder.start();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the reboot command did not end within " + PATIENCE.toMinutes() + " minutes");
        }
        if (process.exitValue() != 0) {
            throw new IOException("the reboot command ended with exit code " + process.exitValue());
        }
        Thread.sleep(PATIENCE);
    }
}
