package io.slipway.engines.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file by which an engine's own main class tells its parent that it serves. */
public record Readiness(Path file) {

    public static Readiness in(Path directory) {
        return new Readiness(directory.toAbsolutePath().resolve("ready"));
    }

    /** Before the start, in the parent. */
    public void reset() throws IOException {
        Files.deleteIfExists(file);
    }

    /** When it serves, in the engine's process. */
    public void announce() throws IOException {
        Files.writeString(file, "ready\n");
    }

    public boolean isAnnounced() {
        return Files.exists(file);
    }
}
