package io.slipway.client.component.tree;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import io.slipway.client.archive.ArchiveRefusedException;
import io.slipway.client.archive.TarEntry;
import io.slipway.client.archive.TarReader;
import io.slipway.client.component.ComponentHandler;
import io.slipway.client.component.HandlerException;
import io.slipway.client.component.StagedComponent;
import io.slipway.client.component.tree.TreeChange.ChangeDirectory;
import io.slipway.client.component.tree.TreeChange.MakeDirectory;
import io.slipway.client.component.tree.TreeChange.Put;
import io.slipway.client.component.tree.TreeChange.Remove;
import io.slipway.client.component.tree.TreeChange.RemoveDirectory;
import io.slipway.client.component.tree.TreeFiles.Node;

/**
 * Replaces files of a tree by those of a tar archive.
 *
 * <p>Safe against a loss of power at every instant: new files are written and forced beside the tree, old ones get a second name there, and then the list of
 * changes is made durable; until then the tree is untouched. Each change is one rename, or one that can be repeated, and what it needs to be made again or
 * taken back disappears only by making it or taking it back: a new file still lies aside if and only if its change was not made, and an old file if and only
 * if it is not back. So the list can be gone through again from its beginning, in either direction, whichever of the renames the medium has kept.
 */
public final class TreeHandler implements ComponentHandler {

    private final TreeFiles files;
    private final Coverage coverage;
    private final boolean delete;
    private final WorkingDirectory work;

    /**
     * @param component whose handler this is
     * @param delete whether files go that {@code coverage} covers and the archive lacks
     */
    public TreeHandler(String component, TreeFiles files, Coverage coverage, boolean delete) {
        this.files = files;
        this.coverage = coverage;
        this.delete = delete;
        this.work = new WorkingDirectory(files, component);
    }

    @Override
    public void activate(StagedComponent staged) throws HandlerException {
        attempt(() -> {
            Optional<TreePlan> begun = work.plan();
            if (begun.isPresent()
                    && begun.get().deployment().equals(staged.deploymentId())
                    && !begun.get().backward()) {
                make(begun.get());
                return;
            }
            if (begun.isPresent()) {
                takeBack(begun.get());
            }
            work.create();
            TreePlan plan = plan(staged);
            work.begin(plan);
            make(plan);
        });
    }

    @Override
    public void undo(StagedComponent staged) throws HandlerException {
        attempt(() -> {
            Optional<TreePlan> begun = work.plan();
            if (begun.isPresent()) {
                takeBack(begun.get());
            }
            work.close();
        });
    }

    @Override
    public void keep(String component) throws HandlerException {
        attempt(work::close);
    }

    private TreePlan plan(StagedComponent staged) throws IOException, ArchiveRefusedException, HandlerException {
        try (InputStream image = new BufferedInputStream(Files.newInputStream(staged.image()))) {
            return new PlanTree(files, coverage, delete, work).plan(staged.deploymentId(), new TarReader(image));
        }
    }

    private void make(TreePlan plan) throws IOException {
        for (TreeChange change : plan.changes()) {
            switch (change) {
                case Put(int number, boolean _, String name) -> {
                    if (isThere(work.fresh(number))) {
                        files.rename(work.fresh(number), name);
                    }
                }
                case Remove(int number, String name) -> {
                    if (isThere(name) && files.sameFile(name, work.old(number))) {
                        files.remove(name);
                    }
                }
                case MakeDirectory(Attributes attributes, String name) -> files.createDirectory(name, attributes);
                case ChangeDirectory(Attributes _, Attributes after, String name) -> files.setAttributes(name, after);
                case RemoveDirectory(Attributes _, String name) -> removeDirectory(name);
            }
        }
        force(plan);
    }

    private void takeBack(TreePlan plan) throws IOException {
        work.put(plan.back());
        for (TreeChange change : plan.changes().reversed()) {
            switch (change) {
                case Put(int number, boolean replaces, String name) -> {
                    if (replaces) {
                        bringBack(number, name);
                    } else if (!isThere(work.fresh(number)) && isThere(name) && !isDirectory(name)) {
                        files.remove(name);
                    }
                }
                case Remove(int number, String name) -> bringBack(number, name);
                case MakeDirectory(Attributes _, String name) -> removeDirectory(name);
                case ChangeDirectory(Attributes before, Attributes _, String name) -> files.setAttributes(name, before);
                case RemoveDirectory(Attributes attributes, String name) -> files.createDirectory(name, attributes);
            }
        }
        force(plan);
        work.close();
    }

    private void bringBack(int number, String name) throws IOException {
        if (isThere(work.old(number))) {
            files.rename(work.old(number), name);
        }
    }

    private void removeDirectory(String name) throws IOException {
        if (isDirectory(name)) {
            files.remove(name);
        }
    }

    private void force(TreePlan plan) throws IOException {
        Set<String> directories = new LinkedHashSet<>();
        for (TreeChange change : plan.changes()) {
            directories.add(TarEntry.parent(change.name()));
            if (change instanceof ChangeDirectory || change instanceof MakeDirectory) {
                directories.add(change.name());
            }
        }
        for (String directory : directories) {
            if (isDirectory(directory)) {
                files.force(directory);
            }
        }
    }

    private boolean isThere(String name) throws IOException {
        return files.find(name).isPresent();
    }

    private boolean isDirectory(String name) throws IOException {
        return files.find(name).orElse(null) instanceof Node.Directory;
    }

    private static void attempt(Attempt attempt) throws HandlerException {
        try {
            attempt.run();
        } catch (ArchiveRefusedException e) {
            throw new HandlerException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new HandlerException("the tree could not be changed: " + e, e);
        } catch (InvalidPathException e) {
            throw new HandlerException("the system's character set has no such name: " + e.getReason(), e);
        }
    }

    private interface Attempt {

        void run() throws IOException, ArchiveRefusedException, HandlerException;
    }
}
