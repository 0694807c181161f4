package io.slipway.client.component.tree.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.slipway.client.component.tree.Attributes;
import io.slipway.client.component.tree.TreeFiles;
import io.slipway.client.journal.file.Durability;

/** A tree of files below a directory of the system. Owners are set by number, which takes root's rights unless they are the client's own. */
public final class FileTree implements TreeFiles {

    private static final int PERMISSIONS = 07777;
    private static final long MAX_SMALL_FILE = 64L << 20;

    private final Path root;

    public FileTree(Path root) {
        this.root = root;
    }

    @Override
    public Optional<Node> find(String name) throws IOException {
        Path path = at(name);
        for (Path up = path.getParent(); up != null && up.startsWith(root) && !up.equals(root); up = up.getParent()) {
            if (!Files.isDirectory(up, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
        }
        Map<String, Object> found;
        try {
            found = Files.readAttributes(
                    path, "unix:mode,uid,gid,size,isDirectory,isRegularFile,isSymbolicLink", LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        boolean isSymlink = is(found, "isSymbolicLink");
        Attributes attributes = new Attributes(
                isSymlink ? 0 : number(found, "mode").intValue() & PERMISSIONS,
                number(found, "uid").intValue(),
                number(found, "gid").intValue());
        if (isSymlink) {
            return Optional.of(
                    new Node.Symlink(attributes, Files.readSymbolicLink(path).toString()));
        }
        if (is(found, "isDirectory")) {
            return Optional.of(new Node.Directory(attributes));
        }
        return Optional.of(
                is(found, "isRegularFile")
                        ? new Node.File(attributes, number(found, "size").longValue())
                        : new Node.Special());
    }

    @Override
    public List<String> list(String directory) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(at(directory))) {
            for (Path path : found) {
                names.add((directory.isEmpty() ? "" : directory + "/") + path.getFileName());
            }
        }
        return names;
    }

    @Override
    public boolean sameContent(String one, String other) throws IOException {
        return Files.mismatch(at(one), at(other)) < 0;
    }

    @Override
    public boolean sameFile(String one, String other) throws IOException {
        try {
            return identity(one).equals(identity(other));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public boolean sameFileSystem(String one, String other) throws IOException {
        return Objects.equals(device(one), device(other));
    }

    @Override
    public String read(String name) throws IOException {
        if (Files.size(at(name)) > MAX_SMALL_FILE) {
            throw new IOException(at(name) + " has more than " + MAX_SMALL_FILE + " bytes");
        }
        return Files.readString(at(name));
    }

    @Override
    public void replace(String name, String content) throws IOException {
        Durability.replace(at(name), content.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void createFile(String name, InputStream content, Attributes attributes, long modified) throws IOException {
        Path file = at(name);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            content.transferTo(Channels.newOutputStream(channel));
            apply(file, attributes);
            Files.setLastModifiedTime(file, FileTime.from(modified, TimeUnit.SECONDS));
            channel.force(true);
        }
    }

    @Override
    public void createSymlink(String name, String target, Attributes attributes) throws IOException {
        Files.createSymbolicLink(at(name), Path.of(target));
        own(at(name), attributes);
    }

    @Override
    public void createDirectory(String name, Attributes attributes) throws IOException {
        try {
            Files.createDirectory(at(name));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(at(name), LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
        }
        setAttributes(name, attributes);
    }

    @Override
    public void setAttributes(String directory, Attributes attributes) throws IOException {
        apply(at(directory), attributes);
    }

    @Override
    public void link(String name, String existing) throws IOException {
        Files.createLink(at(name), at(existing));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(at(from), at(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void remove(String name) throws IOException {
        try {
            Files.deleteIfExists(at(name));
        } catch (DirectoryNotEmptyException e) {
            // what others have put there is not ours to remove
        }
    }

    @Override
    public void force(String directory) throws IOException {
        try (FileChannel channel = FileChannel.open(at(directory), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Path at(String name) {
        return name.isEmpty() ? root : root.resolve(name);
    }

    /** The mode after the owner, because a change of owner takes the set-user-id bit away (man 2 chown). */
    private static void apply(Path path, Attributes attributes) throws IOException {
        own(path, attributes);
        Files.setAttribute(path, "unix:mode", attributes.mode());
    }

    private static void own(Path path, Attributes attributes) throws IOException {
        for (Map.Entry<String, Integer> owner : Map.of("unix:uid", attributes.uid(), "unix:gid", attributes.gid())
                .entrySet()) {
            if (!owner.getValue().equals(Files.getAttribute(path, owner.getKey(), LinkOption.NOFOLLOW_LINKS))) {
                Files.setAttribute(path, owner.getKey(), owner.getValue(), LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private Map<String, Object> identity(String name) throws IOException {
        return Files.readAttributes(at(name), "unix:dev,ino", LinkOption.NOFOLLOW_LINKS);
    }

    private Object device(String name) throws IOException {
        return Files.getAttribute(at(name), "unix:dev", LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean is(Map<String, Object> attributes, String name) {
        return Boolean.TRUE.equals(attributes.get(name));
    }

    private static Number number(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof Number number ? number : 0;
    }
}
