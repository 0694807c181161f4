package io.slipway.client.bootloader.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Takes the attribute "immutable" off a file, by {@code chattr} of e2fsprogs or BusyBox. */
public final class Chattr {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private Chattr() {}

    /** Makes {@code file} mutable until it is made anew. */
    public static void makeMutable(Path file) throws IOException {
        try {
            Program.run(TIMEOUT, List.of("chattr", "-i", file.toString()));
        } catch (IOException e) {
            throw new IOException("chattr -i " + file + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("chattr -i " + file + " was interrupted", e);
        }
    }
}
