package io.slipway.client.component.tree;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import io.slipway.client.component.HandlerException;
import io.slipway.client.component.tree.TreeFiles.Node;

/**
 * What an update keeps beside the files that it changes, below {@code .slipway-<component>} at the top of the tree: {@code plan}, {@code new/<number>} and
 * {@code old/<number>}. Without a plan, the rest means nothing.
 */
final class WorkingDirectory {

    private static final int PRIVATE = 0700;

    private final TreeFiles files;
    private final String top;

    WorkingDirectory(TreeFiles files, String component) {
        this.files = files;
        this.top = TreeFiles.RESERVED + component;
    }

    String name() {
        return top;
    }

    String fresh(int number) {
        return top + "/new/" + number;
    }

    String old(int number) {
        return top + "/old/" + number;
    }

    /** The plan that is neither kept nor taken back, if there is one. */
    Optional<TreePlan> plan() throws IOException, HandlerException {
        return files.find(planFile()).isPresent()
                ? Optional.of(TreePlan.parse(files.read(planFile())))
                : Optional.empty();
    }

    /** From here on {@code plan} holds, and what it needs is on the medium. */
    void begin(TreePlan plan) throws IOException {
        files.force(top + "/new");
        files.force(top + "/old");
        files.force(top);
        files.force("");
        put(plan);
    }

    void put(TreePlan plan) throws IOException {
        files.replace(planFile(), plan.text());
    }

    /** Makes an empty one. There must be no plan. */
    void create() throws IOException, HandlerException {
        clear();
        if (!(files.find("").orElse(null) instanceof Node.Directory tree)) {
            throw new HandlerException("the tree is no directory");
        }
        Attributes own = new Attributes(
                PRIVATE, tree.attributes().uid(), tree.attributes().gid());
        for (String directory : List.of(top, top + "/new", top + "/old")) {
            files.createDirectory(directory, own);
        }
    }

    /** From here on no plan holds; the rest is removed. */
    void close() throws IOException {
        if (files.find(planFile()).isPresent()) {
            files.remove(planFile());
            files.force(top);
        }
        clear();
    }

    private void clear() throws IOException {
        if (files.find(top).isEmpty()) {
            return;
        }
        for (String directory : List.of(top + "/new", top + "/old", top)) {
            if (files.find(directory).isPresent()) {
                for (String name : files.list(directory)) {
                    files.remove(name);
                }
                files.remove(directory);
            }
        }
    }

    private String planFile() {
        return top + "/plan";
    }
}
