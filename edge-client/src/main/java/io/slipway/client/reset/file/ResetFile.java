package io.slipway.client.reset.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.slipway.client.journal.file.Durability;
import io.slipway.client.reset.Reset;
import io.slipway.client.reset.ResetStore;
import io.slipway.client.slot.SlotName;

/**
 * A line in a file, replaced as a whole: {@code wipe-data}, {@code factory-reset}, {@code factory-reset try a|b <attempts>} or {@code factory-reset clean}.
 * Clients of other versions read it in the middle of a factory reset: its form does not change.
 */
public final class ResetFile implements ResetStore {

    private static final long LONGEST = 100;

    private final Path file;
    private final List<Path> wiped;
    private final List<Path> updates;

    /**
     * @param wiped directories whose content is data
     * @param updates files in which the client remembers updates
     */
    public ResetFile(Path file, List<Path> wiped, List<Path> updates) {
        this.file = file;
        this.wiped = List.copyOf(wiped);
        this.updates = List.copyOf(updates);
    }

    @Override
    public Optional<Reset> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String[] words = Files.size(file) > LONGEST
                ? new String[0]
                : Files.readString(file).strip().split(" ", -1);
        return Optional.of(
                switch (String.join(" ", List.of(words).subList(0, Math.min(2, words.length)))) {
                    case "wipe-data" -> new Reset.WipeData();
                    case "factory-reset" -> new Reset.WriteFactory();
                    case "factory-reset clean" -> new Reset.Clean();
                    case "factory-reset try" -> attempt(words);
                    default -> throw malformed();
                });
    }

    private Reset attempt(String[] words) throws IOException {
        if (words.length != 4 || !words[3].matches("[0-9]{1,3}")) {
            throw malformed();
        }
        return new Reset.TryFactory(SlotName.parse(words[2]).orElseThrow(this::malformed), Integer.parseInt(words[3]));
    }

    private IOException malformed() {
        return new IOException("The request for a reset in " + file + " makes no sense; remove it to go on without");
    }

    @Override
    public void write(Reset reset) throws IOException {
        String line =
                switch (reset) {
                    case Reset.WipeData _ -> "wipe-data";
                    case Reset.WriteFactory _ -> "factory-reset";
                    case Reset.TryFactory(SlotName target, int attempts) ->
                        "factory-reset try %s %d".formatted(target.text(), attempts);
                    case Reset.Clean _ -> "factory-reset clean";
                };
        Durability.replace(file, (line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void clear() throws IOException {
        if (Files.deleteIfExists(file)) {
            Durability.forceDirectoryOf(file);
        }
    }

    @Override
    public void wipeDirectories() throws IOException {
        for (Path directory : wiped) {
            if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                empty(directory);
            }
        }
    }

    @Override
    public void forgetUpdates() throws IOException {
        for (Path journal : updates) {
            if (Files.deleteIfExists(journal)) {
                Durability.forceDirectoryOf(journal);
            }
        }
    }

    private static void empty(Path directory) throws IOException {
        List<Path> found;
        try (Stream<Path> walk = Files.walk(directory)) {
            found = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : found) {
            if (!path.equals(directory)) {
                Files.delete(path);
            }
        }
        Durability.forceDirectoryOf(directory.resolve("any"));
    }
}
