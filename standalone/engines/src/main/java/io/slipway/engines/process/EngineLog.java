package io.slipway.engines.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** What one process prints, kept in a file of which one older generation is kept too. */
public record EngineLog(Path file) {

    private static final int TAIL_LINES = 12;
    private static final int TAIL_BYTES = 8192;

    /** Puts the log of the previous run aside. */
    public void begin() throws IOException {
        if (Files.exists(file)) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The last lines, introduced by the name of the file and ready to follow a sentence; empty if there are none. */
    public String tail() {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(Math.max(0, log.length() - TAIL_BYTES));
            byte[] end = new byte[(int) (log.length() - log.getFilePointer())];
            log.readFully(end);
            List<String> lines =
                    new String(end, StandardCharsets.UTF_8).strip().lines().toList();
            List<String> last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
            return last.isEmpty() ? "" : "\nThe end of " + file + ":\n  " + String.join("\n  ", last);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
