package io.slipway.payload.image;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.slipway.payload.image.ImageFile.Run;

/**
 * The files that a reader has found so far, with limits on the memory that they take: at most {@value #MAX_FILES} files, {@value FileRuns#MAX_RUNS} runs and
 * {@value #MAX_PATH_CHARACTERS} characters of paths. Not thread-safe.
 */
public final class FoundFiles {

    /** Most files and metadata areas of one image. */
    public static final int MAX_FILES = 1 << 20;

    /** Most characters of all paths of one image. */
    public static final int MAX_PATH_CHARACTERS = 1 << 26;

    private static final Comparator<ImageFile> BY_FIRST_BYTE =
            Comparator.comparingLong(FoundFiles::firstByte).thenComparing(ImageFile::path);

    private final List<ImageFile> files = new ArrayList<>();
    private long runs;
    private long pathCharacters;

    /**
     * Adds a file; one without content is left out.
     *
     * @throws UnreadableImageException if a limit is exceeded
     */
    public void add(ImageFile file) throws UnreadableImageException {
        if (file.size() == 0) {
            return;
        }
        runs += file.runs().size();
        pathCharacters += file.path().length();
        if (files.size() == MAX_FILES || runs > FileRuns.MAX_RUNS || pathCharacters > MAX_PATH_CHARACTERS) {
            throw new UnreadableImageException("it has too many files: " + files.size() + " with " + runs
                    + " fragments and " + pathCharacters + " characters of paths");
        }
        files.add(file);
    }

    /** Adds an area of metadata that lies together; {@code name} is put behind {@link ImageFile#METADATA_PREFIX}. */
    public void addMetadata(String name, long offset, long length) throws UnreadableImageException {
        add(new ImageFile(ImageFile.METADATA_PREFIX + name, length, List.of(new Run(0, offset, length))));
    }

    /** All files in the order of their first byte, as layout of an image that stores everything uncompressed. */
    public ImageLayout inPlainImage(String filesystem, long length) {
        return new ImageLayout(
                filesystem, ImageLayout.plain(length, Optional.empty()).pieces(), sorted(), Optional.empty());
    }

    /** All files in the order of their first byte in the unpacked image. */
    public List<ImageFile> sorted() {
        return files.stream().sorted(BY_FIRST_BYTE).toList();
    }

    private static long firstByte(ImageFile file) {
        return file.runs().isEmpty() ? Long.MAX_VALUE : file.runs().getFirst().offset();
    }
}
