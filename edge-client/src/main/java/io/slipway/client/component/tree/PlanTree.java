package io.slipway.client.component.tree;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import io.slipway.client.archive.ArchiveRefusedException;
import io.slipway.client.archive.TarEntry;
import io.slipway.client.archive.TarEntry.Kind;
import io.slipway.client.archive.TarReader;
import io.slipway.client.component.HandlerException;
import io.slipway.client.component.tree.TreeChange.ChangeDirectory;
import io.slipway.client.component.tree.TreeChange.MakeDirectory;
import io.slipway.client.component.tree.TreeChange.Put;
import io.slipway.client.component.tree.TreeChange.Remove;
import io.slipway.client.component.tree.TreeChange.RemoveDirectory;
import io.slipway.client.component.tree.TreeFiles.Node;

/**
 * Finds out what an archive changes in a tree, and lays the new files and second names of the old ones into the working directory. The tree itself is not
 * changed. For one archive.
 */
final class PlanTree {

    private static final int DIRECTORY_MODE = 0755;

    private final TreeFiles files;
    private final Coverage coverage;
    private final boolean delete;
    private final WorkingDirectory work;

    /** What the archive has, covered or not. */
    private final Map<String, TarEntry> entries = new TreeMap<>();
    /** Directories that something covered stands in. */
    private final Set<String> parents = new TreeSet<>();

    private final Set<String> removed = new HashSet<>();
    private final List<TreeChange> first = new ArrayList<>();
    private final List<TreeChange> then = new ArrayList<>();
    private final List<TreeChange> last = new ArrayList<>();
    private int numbers;

    PlanTree(TreeFiles files, Coverage coverage, boolean delete, WorkingDirectory work) {
        this.files = files;
        this.coverage = coverage;
        this.delete = delete;
        this.work = work;
    }

    TreePlan plan(UUID deployment, TarReader archive) throws IOException, ArchiveRefusedException, HandlerException {
        Map<String, Integer> numbered = layAside(archive);
        for (String name : entries.keySet()) {
            if (coverage.covers(name)) {
                for (String up = TarEntry.parent(name); !up.isEmpty(); up = TarEntry.parent(up)) {
                    parents.add(up);
                }
            }
        }
        if (delete) {
            for (String name : new SweepTree(files, coverage, entries, parents, work).removals()) {
                remove(name);
            }
        }
        makeDirectories();
        for (TarEntry entry : entries.values()) {
            if (entry.kind() != Kind.DIRECTORY && coverage.covers(entry.name())) {
                put(entry, numbered.getOrDefault(entry.name(), -1));
            }
        }
        List<TreeChange> changes = new ArrayList<>(first);
        changes.addAll(then);
        changes.addAll(last);
        for (TreeChange change : changes) {
            requireReach(change.name());
        }
        return new TreePlan(deployment, false, changes);
    }

    private Map<String, Integer> layAside(TarReader archive) throws IOException, ArchiveRefusedException {
        Map<String, Integer> numbered = new TreeMap<>();
        for (Optional<TarEntry> next = archive.next(); next.isPresent(); next = archive.next()) {
            TarEntry entry = next.get();
            if (Coverage.isReserved(entry.name())) {
                throw new ArchiveRefusedException(
                        "the archive has a name that updates keep for themselves: " + entry.name());
            }
            if (entries.put(entry.name(), entry) != null) {
                throw new ArchiveRefusedException("the archive has an entry twice: " + entry.name());
            }
            if (entry.kind() != Kind.DIRECTORY && coverage.covers(entry.name())) {
                int number = numbers++;
                if (entry.kind() == Kind.FILE) {
                    files.createFile(work.fresh(number), archive.content(), attributes(entry), entry.modified());
                } else {
                    files.createSymlink(work.fresh(number), entry.linkTarget(), attributes(entry));
                }
                numbered.put(entry.name(), number);
            }
        }
        return numbered;
    }

    /** From the top down, those that covered files stand in and those that are covered themselves. */
    private void makeDirectories() throws IOException, HandlerException {
        Set<String> wanted = new TreeSet<>(parents);
        entries.values().stream()
                .filter(entry -> entry.kind() == Kind.DIRECTORY && coverage.covers(entry.name()))
                .forEach(entry -> wanted.add(entry.name()));
        for (String name : wanted) {
            TarEntry entry = entries.get(name);
            if (entry != null && entry.kind() != Kind.DIRECTORY) {
                throw new HandlerException("the archive has something below what is no directory: " + name);
            }
            Node there = files.find(name).orElse(null);
            Optional<Attributes> wished =
                    entry != null && coverage.covers(name) ? Optional.of(attributes(entry)) : Optional.empty();
            if (there instanceof Node.Directory(Attributes before)) {
                if (wished.isPresent() && !wished.get().equals(before)) {
                    last.add(new ChangeDirectory(before, wished.get(), name));
                }
                continue;
            }
            if (there != null && wished.isEmpty()) {
                throw new HandlerException("the archive has something below what is no directory in the tree: " + name);
            }
            if (there != null) {
                remove(name);
            }
            then.add(new MakeDirectory(entry == null ? usual() : attributes(entry), name));
        }
    }

    private void put(TarEntry entry, int number) throws IOException, HandlerException {
        String name = entry.name();
        String fresh = work.fresh(number);
        Node there = files.find(name).orElse(null);
        switch (there) {
            case null -> then.add(new Put(number, false, name));
            case Node.Directory directory -> {
                if (!removed.contains(name)) {
                    if (!files.list(name).isEmpty()) {
                        throw new HandlerException(
                                "what the archive replaces is a directory that is not empty: " + name);
                    }
                    first.add(new RemoveDirectory(directory.attributes(), name));
                }
                then.add(new Put(number, false, name));
            }
            case Node.File(Attributes attributes, long size)
            when entry.kind() == Kind.FILE
                    && size == entry.size()
                    && attributes.equals(attributes(entry))
                    && files.sameContent(name, fresh) -> files.remove(fresh);
            case Node.Symlink(Attributes attributes, String target)
            when entry.kind() == Kind.SYMLINK
                    && target.equals(entry.linkTarget())
                    && attributes.equals(attributes(entry)) -> files.remove(fresh);
            case Node.File _, Node.Symlink _ -> {
                requireReach(name);
                files.link(work.old(number), name);
                then.add(new Put(number, true, name));
            }
            case Node.Special _ -> throw special(name);
        }
    }

    /** What the archive needs the place of goes first, everything else after the new files have come. */
    private void remove(String name) throws IOException, HandlerException {
        TreeChange change =
                switch (files.find(name).orElse(null)) {
                    case Node.Directory(Attributes attributes) -> new RemoveDirectory(attributes, name);
                    case Node.File _, Node.Symlink _ -> {
                        requireReach(name);
                        int number = numbers++;
                        files.link(work.old(number), name);
                        yield new Remove(number, name);
                    }
                    case Node.Special _ -> throw special(name);
                    case null -> throw new HandlerException("the tree changes meanwhile: " + name);
                };
        removed.add(name);
        (isInTheWay(name) ? first : last).add(change);
    }

    private boolean isInTheWay(String name) {
        for (String up = TarEntry.parent(name); !up.isEmpty(); up = TarEntry.parent(up)) {
            TarEntry entry = entries.get(up);
            if (entry != null && entry.kind() != Kind.DIRECTORY) {
                return true;
            }
        }
        return entries.containsKey(name);
    }

    /** Every change must be one rename within a file system. */
    private void requireReach(String name) throws IOException, HandlerException {
        String directory = TarEntry.parent(name);
        while (files.find(directory).isEmpty()) {
            directory = TarEntry.parent(directory);
        }
        if (!files.sameFileSystem(directory, work.name())) {
            throw new HandlerException("it lies in another file system than the tree: " + name);
        }
    }

    private Attributes usual() throws IOException, HandlerException {
        if (files.find("").orElse(null) instanceof Node.Directory tree) {
            return new Attributes(
                    DIRECTORY_MODE, tree.attributes().uid(), tree.attributes().gid());
        }
        throw new HandlerException("the tree is no directory");
    }

    private static Attributes attributes(TarEntry entry) {
        return new Attributes(entry.kind() == Kind.SYMLINK ? 0 : entry.mode(), entry.uid(), entry.gid());
    }

    private static HandlerException special(String name) {
        return new HandlerException("what would be replaced is a device, pipe or socket: " + name);
    }
}
