package io.slipway.standalone.bench.delta;

import java.util.Arrays;
import java.util.Optional;

/** A well-known way to bring an image, or what has changed in it, to a device. */
public enum Peer {
    XDELTA3("xdelta3", "xdelta3 `-9 -S lzma`", Kind.WHOLE_FILE, "xdelta3", "xdelta3"),
    BSDIFF("bsdiff", "bsdiff", Kind.WHOLE_FILE, "bsdiff", "bsdiff"),
    ZSTD_PATCH("zstd-patch-from", "`zstd -19 --patch-from --long=31`", Kind.WHOLE_FILE, "zstd", "zstd"),
    OSTREE("ostree", "OSTree static delta of the two trees", Kind.FILE_LEVEL, "ostree", "ostree"),
    CASYNC_64("casync-64k", "casync, chunks of 64 KiB", Kind.STREAMING, "casync", "casync"),
    CASYNC_16("casync-16k", "casync, chunks of 16 KiB", Kind.STREAMING, "casync", "casync"),
    ZCHUNK("zchunk", "zchunk", Kind.STREAMING, "zck", "zchunk"),
    RDIFF("rdiff", "rdiff, then `zstd -19`", Kind.STREAMING, "rdiff", "rdiff"),
    BLOCK_INDEX(
            "block-index",
            "index of 4 KiB blocks, missing ones in frames of 1 MiB `zstd -19`",
            Kind.STREAMING,
            "zstd",
            "zstd"),
    ZSTD("zstd-19", "`zstd -19` of the whole image", Kind.FULL, "zstd", "zstd");

    /** What a peer compares. */
    public enum Kind {
        /** The two images as strings of bytes, with all of the old one at hand. */
        WHOLE_FILE("smallest whole-file differ"),
        /** The files inside; the form of the image does not matter. */
        FILE_LEVEL("file-level peer"),
        /** Blocks or chunks against an index of the old image. */
        STREAMING("smallest streaming peer"),
        /** Nothing: the new image alone. */
        FULL("full image");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** How a peer of this kind is spoken of. */
        public String title() {
            return title;
        }
    }

    private final String id;
    private final String title;
    private final Kind kind;
    private final String program;
    private final String debianPackage;

    Peer(String id, String title, Kind kind, String program, String debianPackage) {
        this.id = id;
        this.title = title;
        this.kind = kind;
        this.program = program;
        this.debianPackage = debianPackage;
    }

    /** Its name on the command line. */
    public String id() {
        return id;
    }

    /** For people, in Markdown. */
    public String title() {
        return title;
    }

    public Kind kind() {
        return kind;
    }

    /** The program that does the work. */
    public String program() {
        return program;
    }

    /** What brings the program. */
    public String debianPackage() {
        return debianPackage;
    }

    /** The peer of this name. */
    public static Optional<Peer> named(String id) {
        return Arrays.stream(values()).filter(peer -> peer.id.equals(id)).findFirst();
    }
}
