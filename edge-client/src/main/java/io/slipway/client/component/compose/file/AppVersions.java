package io.slipway.client.component.compose.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.slipway.client.component.HandlerException;
import io.slipway.client.component.compose.ComposeFile;
import io.slipway.client.journal.file.Durability;

/**
 * The versions of an application: a directory for each, named after the deployment that brought it, and beside them the links {@code current} and, from
 * before a new version is tried until it is kept or taken back, {@code previous}, which leads nowhere if there was none before. Links are replaced by a rename,
 * so that each always leads to the old or the new version.
 */
public final class AppVersions {

    private static final String CURRENT = "current";
    private static final String PREVIOUS = "previous";
    private static final String NOTHING = "nothing";
    private static final long MAX_COMPOSE_FILE = 256 * 1024;

    private final Path directory;

    public AppVersions(Path directory) {
        this.directory = directory;
    }

    /** The directory of a version, which need not exist. */
    Path of(String version) {
        return directory.resolve(version);
    }

    /** An empty directory for a version that is being unpacked. */
    Path begin(String version) throws IOException {
        Path unfinished = directory.resolve(version + ".new");
        remove(unfinished);
        remove(of(version));
        return Files.createDirectories(unfinished);
    }

    /** The version is complete. Its files are on the medium. */
    void complete(String version) throws IOException {
        Durability.moveInto(directory.resolve(version + ".new"), of(version));
    }

    Optional<String> current() throws IOException {
        return target(CURRENT);
    }

    /** The version to go back to; empty if there is none, or if nothing is being tried. */
    Optional<String> previous() throws IOException {
        return target(PREVIOUS).filter(version -> !version.equals(NOTHING));
    }

    /** From here on {@code version} is the current one, and the one that was is the previous one; durable, and again no change. */
    void advance(String version) throws IOException {
        if (!current().equals(Optional.of(version))) {
            link(PREVIOUS, current().orElse(NOTHING));
            link(CURRENT, version);
        }
    }

    /** The previous version is the current one again; nothing happens if {@code version} is not current. */
    void retreat(String version) throws IOException {
        if (current().equals(Optional.of(version))) {
            Optional<String> previous = previous();
            if (previous.isPresent()) {
                link(CURRENT, previous.get());
            } else {
                Files.delete(directory.resolve(CURRENT));
                Durability.forceDirectoryOf(directory.resolve(CURRENT));
            }
        }
    }

    /** Removes {@code previous} and every version but the current one. */
    void removeOthers() throws IOException {
        Files.deleteIfExists(directory.resolve(PREVIOUS));
        for (String version : others()) {
            remove(of(version));
        }
    }

    /** Versions besides the current one, unfinished ones included. */
    List<String> others() throws IOException {
        List<String> others = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(directory)) {
                for (Path path : found) {
                    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                        others.add(path.getFileName().toString());
                    }
                }
            }
        }
        current().ifPresent(others::remove);
        return others;
    }

    Path composeFile(String version) {
        return of(version).resolve("compose.yaml");
    }

    /** The compose file in {@code directory}. */
    static ComposeFile read(Path composeFile) throws IOException, HandlerException {
        if (Files.size(composeFile) > MAX_COMPOSE_FILE) {
            throw new HandlerException("compose.yaml has more than " + MAX_COMPOSE_FILE + " bytes");
        }
        return ComposeFile.parse(Files.readString(composeFile));
    }

    private Optional<String> target(String link) throws IOException {
        Path path = directory.resolve(link);
        return Files.isSymbolicLink(path)
                ? Optional.of(Files.readSymbolicLink(path).toString())
                : Optional.empty();
    }

    private void link(String name, String version) throws IOException {
        Path successor = directory.resolve(name + ".new");
        Files.deleteIfExists(successor);
        Files.createSymbolicLink(successor, Path.of(version));
        Durability.moveInto(successor, directory.resolve(name));
    }

    private static void remove(Path tree) throws IOException {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> found = Files.walk(tree)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
