package io.slipway.payload.inspect;

import java.util.List;

/**
 * All bytes of a payload, each where it belongs.
 *
 * @param index bytes of the index
 * @param preamble bytes of the preamble
 * @param noFile what blobs have for metadata of the filesystem, with the content that it keeps there, and for free space; its path is empty
 * @param files those of which something travels, the dearest first
 */
public record BytesByFile(long index, long preamble, FileBytes noFile, List<FileBytes> files) {

    /** The list is copied. */
    public BytesByFile {
        files = List.copyOf(files);
    }

    /** Bytes of the payload. */
    public long total() {
        return index
                + preamble
                + noFile.packed()
                + files.stream().mapToLong(FileBytes::packed).sum();
    }
}
