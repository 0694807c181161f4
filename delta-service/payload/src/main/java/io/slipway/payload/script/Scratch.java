package io.slipway.payload.script;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A directory for what is too large for memory: the content of compressed streams. What is in it is of no use after a restart.
 *
 * @param directory exists; files in it have no name for longer than they are opened, where the system permits
 */
public record Scratch(Path directory) {

    /** A file that goes away when it is closed, or when the program ends. */
    public FileChannel open() throws IOException {
        Path file = Files.createTempFile(directory, "payload-", ".scratch");
        return FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }
}
