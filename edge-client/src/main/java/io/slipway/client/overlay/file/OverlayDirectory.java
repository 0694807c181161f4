package io.slipway.client.overlay.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.slipway.client.journal.file.Durability;
import io.slipway.client.overlay.Overlays;
import io.slipway.client.slot.SlotName;

/**
 * The directory that {@code packaging/overlay/slipway-overlay} works on before the layers are mounted: {@code upper/<name>} is the layer of {@code /<name>},
 * {@code upper/.migrated} lists migrations, {@code snapshot} is {@code upper} as it was before the trial, {@code transition} says {@code from=} and {@code to=}
 * which slot the trial goes and {@code empty=} whether it finds empty layers, and {@code wipe} is there when the layers are to be emptied. Both sides touch snapshots only in this order, each step durable: the
 * client removes a left-over snapshot before it writes {@code transition}, and {@code transition} before the snapshot.
 */
public final class OverlayDirectory implements Overlays {

    private final Path directory;

    public OverlayDirectory(Path directory) {
        this.directory = directory;
    }

    @Override
    public void begin(SlotName from, SlotName to, boolean empty) throws IOException {
        end();
        Files.createDirectories(directory);
        write("transition", "from=%s\nto=%s\nempty=%s\n".formatted(from.text(), to.text(), empty ? "yes" : "no"));
    }

    @Override
    public void end() throws IOException {
        if (Files.deleteIfExists(directory.resolve("transition"))) {
            Durability.forceDirectoryOf(directory.resolve("transition"));
        }
        remove(directory.resolve("snapshot.new"));
        remove(directory.resolve("snapshot"));
    }

    @Override
    public void wipe() throws IOException {
        end();
        Files.createDirectories(directory);
        write("wipe", "");
    }

    @Override
    public Set<String> migrated() throws IOException {
        Path list = migratedFile();
        return Files.exists(list) ? new TreeSet<>(Files.readAllLines(list)) : Set.of();
    }

    @Override
    public boolean hasHistory() {
        return Files.exists(migratedFile());
    }

    @Override
    public void setMigrated(Set<String> names) throws IOException {
        Files.createDirectories(directory.resolve("upper"));
        write("upper/.migrated", String.join("\n", names) + "\n");
    }

    private Path migratedFile() {
        return directory.resolve("upper/.migrated");
    }

    private void write(String name, String content) throws IOException {
        Durability.replace(directory.resolve(name), content.getBytes(StandardCharsets.UTF_8));
    }

    private static void remove(Path tree) throws IOException {
        if (Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            List<Path> found;
            try (Stream<Path> walk = Files.walk(tree)) {
                found = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : found) {
                Files.delete(path);
            }
            Durability.forceDirectoryOf(tree);
        }
    }
}
