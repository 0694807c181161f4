package io.slipway.payload.image;

import java.util.List;

/**
 * A regular file of an image, or an area of metadata under a reserved name.
 *
 * @param path from the root, names separated by {@code /}, without a leading one; bytes that are no UTF-8 as U+FFFD. A file with several links has the
 *     first path found in the order of the image. Metadata that has its counterpart at the same place of another image, such as a table of inodes, is
 *     named by {@link #METADATA_PREFIX} and that place, for example {@code inode-table/3}; it may cover the content of small files. A path may occur more
 *     than once: archives hold members again, and damaged directories hold anything
 * @param size in bytes
 * @param runs where its content lies, ascending by {@code fileOffset}, without overlap in the file; what no run covers is zero
 */
public record ImageFile(String path, long size, List<Run> runs) {

    /** How the path of a metadata area begins; no name in a filesystem contains it. */
    public static final String METADATA_PREFIX = "\u0000";

    /** @throws IllegalArgumentException if a run is outside the file or out of order */
    public ImageFile {
        runs = List.copyOf(runs);
        long covered = 0;
        for (Run run : runs) {
            if (run.fileOffset() < covered || run.length() > size - run.fileOffset()) {
                throw new IllegalArgumentException(path + ": " + run + " of " + size);
            }
            covered = run.fileOffset() + run.length();
        }
    }

    /** Whether this is an area of metadata instead of a file. */
    public boolean isMetadata() {
        return path.startsWith(METADATA_PREFIX);
    }

    /**
     * A part of a file that lies together in the unpacked image.
     *
     * @param fileOffset in the file
     * @param offset in the unpacked image: the concatenation of what all pieces of the layout hold, in their order
     * @param length in bytes, above 0
     */
    public record Run(long fileOffset, long offset, long length) {
        /** @throws IllegalArgumentException if a number is out of range */
        public Run {
            if (fileOffset < 0 || offset < 0 || length <= 0) {
                throw new IllegalArgumentException(
                        "fileOffset " + fileOffset + ", offset " + offset + ", length " + length);
            }
        }
    }
}
