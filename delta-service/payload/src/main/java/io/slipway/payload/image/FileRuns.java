package io.slipway.payload.image;

import java.util.ArrayList;
import java.util.List;

import io.slipway.payload.image.ImageFile.Run;

/** Collects the runs of one file: clips them to its size and joins neighbours, so that a fragment is one run however it is written down. Not thread-safe. */
public final class FileRuns {

    /** Most runs of one file, and of all files of one image. */
    public static final int MAX_RUNS = 1 << 21;

    private final long size;
    private final List<Run> runs = new ArrayList<>();
    private long fileOffset;
    private long offset;
    private long length;

    /** @param size of the file in bytes */
    public FileRuns(long size) {
        this.size = size;
    }

    /**
     * Adds bytes that lie together, behind all that were added before. What is beyond the file's size is left out.
     *
     * @throws UnreadableImageException if they do not follow in the file, or there are more than {@value #MAX_RUNS} runs
     */
    public void add(long nextFileOffset, long nextOffset, long nextLength) throws UnreadableImageException {
        if (nextFileOffset < fileOffset + length || nextOffset < 0 || nextLength <= 0) {
            throw new UnreadableImageException("a file's parts are not in order");
        }
        if (nextFileOffset == fileOffset + length && nextOffset == offset + length && length > 0) {
            length += nextLength;
            return;
        }
        finishRun();
        fileOffset = nextFileOffset;
        offset = nextOffset;
        length = nextLength;
    }

    /** The file with the runs that were added; nothing may be added afterwards. */
    public ImageFile toFile(String path) throws UnreadableImageException {
        finishRun();
        length = 0;
        return new ImageFile(path, size, runs);
    }

    private void finishRun() throws UnreadableImageException {
        long inside = Math.min(length, size - fileOffset);
        if (inside <= 0) {
            return;
        }
        if (runs.size() == MAX_RUNS) {
            throw new UnreadableImageException("a file has more than " + MAX_RUNS + " fragments");
        }
        runs.add(new Run(fileOffset, offset, inside));
    }
}
