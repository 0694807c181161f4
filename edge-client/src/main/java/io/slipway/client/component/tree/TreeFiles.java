package io.slipway.client.component.tree;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * The files of one tree. Names are relative to it, with {@code /} between their parts; none is followed if it is a symbolic link. Each method that changes
 * something is one step between which the power may fail; what is not said to be forced may be lost then, but never half of it.
 */
public interface TreeFiles {

    /** How the names begin that updates keep for themselves, at the top of the tree. */
    String RESERVED = ".slipway-";

    /** Something in the tree. */
    sealed interface Node {

        /** @param size in bytes */
        record File(Attributes attributes, long size) implements Node {}

        record Directory(Attributes attributes) implements Node {}

        record Symlink(Attributes attributes, String target) implements Node {}

        /** A device, pipe or socket. */
        record Special() implements Node {}
    }

    /** What {@code name} is; empty if there is nothing, or if a symbolic link is on the way to it. The empty name is the tree itself. */
    Optional<Node> find(String name) throws IOException;

    /** The names in a directory, relative to the tree, in no order. */
    List<String> list(String directory) throws IOException;

    /** Whether two regular files have the same content. */
    boolean sameContent(String one, String other) throws IOException;

    /** Whether both are names of one file or symbolic link; false if one of them is not there. */
    boolean sameFile(String one, String other) throws IOException;

    /** Whether {@code one} lies in the same file system as {@code other}, so that a rename from one to the other is atomic. */
    boolean sameFileSystem(String one, String other) throws IOException;

    /** The content of a small file. */
    String read(String name) throws IOException;

    /** Replaces a small file as a whole; on the medium when this returns. */
    void replace(String name, String content) throws IOException;

    /**
     * Makes a file that did not exist; its content is on the medium when this returns.
     *
     * @param modified seconds since 1970
     */
    void createFile(String name, InputStream content, Attributes attributes, long modified) throws IOException;

    void createSymlink(String name, String target, Attributes attributes) throws IOException;

    /** Makes a directory, or takes the one that is there. */
    void createDirectory(String name, Attributes attributes) throws IOException;

    void setAttributes(String directory, Attributes attributes) throws IOException;

    /** Gives {@code existing}, a file or symbolic link, a second name. */
    void link(String name, String existing) throws IOException;

    /** Renames atomically and replaces what is there; does nothing if both are names of one file. */
    void rename(String from, String to) throws IOException;

    /** Removes a file, a symbolic link or an empty directory; nothing happens if there is none, or if a directory is not empty. */
    void remove(String name) throws IOException;

    /** Makes the names in a directory durable. */
    void force(String directory) throws IOException;
}
