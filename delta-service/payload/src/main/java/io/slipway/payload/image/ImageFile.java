package io.slipway.payload.image;

import java.util.List;

/**
 * A regular file of an image.
 *
 * @param path from the root, names separated by {@code /}, without a leading one; bytes that are no UTF-8 as U+FFFD. A file with several links has the
 *     first path found in the order of the image
 * @param size in bytes
 * @param runs where its content lies, ascending by {@code fileOffset}, without overlap in the file; what no run covers is zero
 */
public record ImageFile(String path, long size, List<Run> runs) {

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
