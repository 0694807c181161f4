package io.slipway.client.bootloader.uboot;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a U-Boot environment lies.
 *
 * @param copies one, or two of the same size
 * @param attempts a text file in which a boot script counts attempts because U-Boot cannot write the environment itself
 */
public record UbootLayout(List<Copy> copies, Optional<Path> attempts) {

    /** Fewest bytes of a copy. */
    static final int LEAST_BYTES = 512;

    /** Most bytes of a copy. */
    static final int MOST_BYTES = 1 << 20;

    /**
     * One copy of the environment.
     *
     * @param offset bytes from the start of the file or device or, if negative, from its end
     */
    public record Copy(Path file, long offset, int bytes) {

        public Copy {
            if (bytes < LEAST_BYTES || bytes > MOST_BYTES) {
                throw new IllegalArgumentException(
                        "a copy of the environment has " + LEAST_BYTES + " to " + MOST_BYTES + " bytes, not " + bytes);
            }
        }

        private boolean overlaps(Copy other) {
            return file.equals(other.file)
                    && (offset < 0) == (other.offset < 0)
                    && Math.abs(offset - other.offset) < bytes;
        }

        @Override
        public String toString() {
            return file + " at " + offset;
        }
    }

    public UbootLayout {
        copies = List.copyOf(copies);
        if (copies.isEmpty() || copies.size() > 2) {
            throw new IllegalArgumentException("an environment has one copy or two, not " + copies.size());
        }
        if (copies.getFirst().bytes() != copies.getLast().bytes()) {
            throw new IllegalArgumentException("the two copies of the environment have different sizes");
        }
        if (copies.size() == 2 && copies.getFirst().overlaps(copies.getLast())) {
            throw new IllegalArgumentException("the two copies of the environment overlap");
        }
    }

    /** Two copies of {@code bytes} each, one after the other in one file. */
    public static UbootLayout twoIn(Path file, int bytes) {
        return new UbootLayout(List.of(new Copy(file, 0, bytes), new Copy(file, bytes, bytes)), Optional.empty());
    }

    /** The same with attempts counted by a boot script. */
    public UbootLayout countingIn(Path file) {
        return new UbootLayout(copies, Optional.of(file));
    }

    boolean isRedundant() {
        return copies.size() == 2;
    }
}
