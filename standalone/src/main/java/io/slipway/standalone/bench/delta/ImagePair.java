package io.slipway.standalone.bench.delta;

import java.nio.file.Path;

/**
 * Two images of one form, and the files that are inside them.
 *
 * @param pair what happened between them
 * @param form their filesystem
 * @param folder that {@code delta-pairs.sh} has filled: {@code from.FORM} and {@code to.FORM} are images, {@code from} and {@code to} folders
 */
public record ImagePair(Pair pair, Form form, Path folder) {

    /** The image that a device has. */
    public Path from() {
        return folder.resolve("from." + form.id());
    }

    /** The image that it gets. */
    public Path to() {
        return folder.resolve("to." + form.id());
    }

    /** The files of {@link #from()}, unpacked. */
    public Path fromTree() {
        return folder.resolve("from");
    }

    /** The files of {@link #to()}, unpacked. */
    public Path toTree() {
        return folder.resolve("to");
    }

    /** The same files in another form. */
    public ImagePair in(Form other) {
        return new ImagePair(pair, other, folder);
    }
}
