package io.slipway.client.component.tree;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.slipway.client.archive.TarEntry;
import io.slipway.client.archive.TarEntry.Kind;
import io.slipway.client.component.HandlerException;
import io.slipway.client.component.tree.TreeFiles.Node;

/** Finds what is covered and not in the archive. Other file systems that are mounted in the tree are passed by. */
final class SweepTree {

    private static final int MOST = 1_000_000;

    private final TreeFiles files;
    private final Coverage coverage;
    private final Map<String, TarEntry> archived;
    private final Set<String> needed;
    private final WorkingDirectory work;
    private final List<String> found = new ArrayList<>();
    private int seen;

    /**
     * @param archived what the archive has, by name
     * @param needed directories that must stay
     */
    SweepTree(
            TreeFiles files,
            Coverage coverage,
            Map<String, TarEntry> archived,
            Set<String> needed,
            WorkingDirectory work) {
        this.files = files;
        this.coverage = coverage;
        this.archived = archived;
        this.needed = needed;
        this.work = work;
    }

    /** What is to go, the content of a directory before itself. */
    List<String> removals() throws IOException, HandlerException {
        sweep("");
        return found;
    }

    /** Whether nothing is left in {@code directory}. */
    private boolean sweep(String directory) throws IOException, HandlerException {
        boolean emptied = true;
        for (String name : files.list(directory).stream().sorted().toList()) {
            if (++seen > MOST) {
                throw new HandlerException("the tree has more than " + MOST + " files");
            }
            emptied &= goes(name);
        }
        return emptied;
    }

    private boolean goes(String name) throws IOException, HandlerException {
        if (Coverage.isReserved(name)) {
            return false;
        }
        boolean goes =
                switch (files.find(name).orElse(null)) {
                    case Node.Directory _ ->
                        files.sameFileSystem(name, work.name()) && sweep(name) && !isDirectoryOfArchive(name);
                    case Node.File _, Node.Symlink _ -> !archived.containsKey(name);
                    case Node.Special _ -> false;
                    case null -> throw new HandlerException("the tree changes meanwhile: " + name);
                };
        if (!goes || needed.contains(name) || !coverage.covers(name)) {
            return false;
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new HandlerException("a file to be removed has a name with control characters");
        }
        found.add(name);
        return true;
    }

    private boolean isDirectoryOfArchive(String name) {
        TarEntry entry = archived.get(name);
        return entry != null && entry.kind() == Kind.DIRECTORY;
    }
}
