package io.slipway.client.component.tree;

/**
 * One change of a tree. Each can be made and taken back any number of times, whatever a loss of power has left of it.
 */
sealed interface TreeChange {

    /** What it changes, relative to the tree. */
    String name();

    /**
     * A new file or symbolic link takes its place.
     *
     * @param number under which the new one, and the old one if there was one, lie in the working directory
     * @param replaces whether there was an old one
     */
    record Put(int number, boolean replaces, String name) implements TreeChange {}

    /** A file or symbolic link goes. */
    record Remove(int number, String name) implements TreeChange {}

    record MakeDirectory(Attributes attributes, String name) implements TreeChange {}

    record ChangeDirectory(Attributes before, Attributes after, String name) implements TreeChange {}

    /** A directory goes, which is empty by then. */
    record RemoveDirectory(Attributes attributes, String name) implements TreeChange {}
}
