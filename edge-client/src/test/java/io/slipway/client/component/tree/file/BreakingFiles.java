package io.slipway.client.component.tree.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

import io.slipway.client.component.tree.Attributes;
import io.slipway.client.component.tree.TreeFiles;

/** Files whose power is cut before the n-th change, which is the same as after the one before. */
final class BreakingFiles implements TreeFiles {

    /** The power was cut. */
    static final class PowerCut extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    private final TreeFiles files;
    private int left;

    /** @param changes that are made before the power is cut */
    BreakingFiles(TreeFiles files, int changes) {
        this.files = files;
        this.left = changes;
    }

    private interface Change {

        void make() throws IOException;
    }

    private void change(Change change) throws IOException {
        if (left-- == 0) {
            throw new PowerCut();
        }
        change.make();
    }

    @Override
    public Optional<Node> find(String name) throws IOException {
        return files.find(name);
    }

    @Override
    public List<String> list(String directory) throws IOException {
        return files.list(directory);
    }

    @Override
    public boolean sameContent(String one, String other) throws IOException {
        return files.sameContent(one, other);
    }

    @Override
    public boolean sameFile(String one, String other) throws IOException {
        return files.sameFile(one, other);
    }

    @Override
    public boolean sameFileSystem(String one, String other) throws IOException {
        return files.sameFileSystem(one, other);
    }

    @Override
    public String read(String name) throws IOException {
        return files.read(name);
    }

    @Override
    public void replace(String name, String content) throws IOException {
        change(() -> files.replace(name, content));
    }

    @Override
    public void createFile(String name, InputStream content, Attributes attributes, long modified) throws IOException {
        change(() -> files.createFile(name, content, attributes, modified));
    }

    @Override
    public void createSymlink(String name, String target, Attributes attributes) throws IOException {
        change(() -> files.createSymlink(name, target, attributes));
    }

    @Override
    public void createDirectory(String name, Attributes attributes) throws IOException {
        change(() -> files.createDirectory(name, attributes));
    }

    @Override
    public void setAttributes(String directory, Attributes attributes) throws IOException {
        change(() -> files.setAttributes(directory, attributes));
    }

    @Override
    public void link(String name, String existing) throws IOException {
        change(() -> files.link(name, existing));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        change(() -> files.rename(from, to));
    }

    @Override
    public void remove(String name) throws IOException {
        change(() -> files.remove(name));
    }

    @Override
    public void force(String directory) throws IOException {
        change(() -> files.force(directory));
    }
}
