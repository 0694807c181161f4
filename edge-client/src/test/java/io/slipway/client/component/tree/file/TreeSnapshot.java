package io.slipway.client.component.tree.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A tree of files in words: for each name kind, mode, owner, number of names, content or target. */
final class TreeSnapshot {

    private TreeSnapshot() {}

    /** All of it. */
    static SortedMap<String, String> of(Path root) throws IOException {
        SortedMap<String, String> snapshot = new TreeMap<>();
        try (Stream<Path> found = Files.walk(root)) {
            for (Path path : found.toList()) {
                snapshot.put(root.relativize(path).toString(), describe(path));
            }
        }
        return snapshot;
    }

    /** Without what updates keep for themselves, and without the number of names. */
    static SortedMap<String, String> visible(Path root) throws IOException {
        SortedMap<String, String> snapshot = of(root);
        snapshot.keySet().removeIf(name -> name.startsWith(".slipway-"));
        snapshot.replaceAll((_, words) -> words.replaceFirst(" names=[0-9]+", ""));
        return snapshot;
    }

    private static String describe(Path path) {
        try {
            Object mode = Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            Object uid = Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
            Object names = Files.getAttribute(path, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
            String kind = "%o uid=%s".formatted((Integer) mode, uid);
            if (Files.isSymbolicLink(path)) {
                return kind + " names=" + names + " -> " + Files.readSymbolicLink(path);
            }
            return Files.isRegularFile(path) ? kind + " names=" + names + " '" + Files.readString(path) + "'" : kind;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
