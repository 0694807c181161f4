package io.slipway.standalone.bench.delta;

import java.util.Arrays;
import java.util.Optional;

/** The filesystem of an image. */
public enum Form {
    EXT4("ext4"),
    SQUASHFS_GZIP("squashfs-gzip"),
    SQUASHFS_XZ("squashfs-xz"),
    SQUASHFS_ZSTD("squashfs-zstd"),
    EROFS("erofs");

    private final String id;

    Form(String id) {
        this.id = id;
    }

    /** Its name on the command line, and the ending of an image's file. */
    public String id() {
        return id;
    }

    /** The form of this name. */
    public static Optional<Form> named(String id) {
        return Arrays.stream(values()).filter(form -> form.id.equals(id)).findFirst();
    }
}
