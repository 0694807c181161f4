package io.slipway.payload.image.erofs;

import java.util.ArrayList;
import java.util.List;

import io.slipway.payload.image.FileRuns;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.ImageFile.Run;
import io.slipway.payload.image.PackedPieces;
import io.slipway.payload.image.UnreadableImageException;

/** Translates extents to places in the unpacked image. */
final class RunsOfExtents {

    private final PackedPieces.Partition partition;
    private final List<Run> fragments;

    /** @param fragments the runs of the inode that holds the fragments */
    RunsOfExtents(PackedPieces.Partition partition, List<Run> fragments) {
        this.partition = partition;
        this.fragments = fragments;
    }

    /** Whether all content can be had: no cluster is left compressed, and every fragment is where fragments are. */
    boolean canUnpack(List<Extent> extents) throws UnreadableImageException {
        for (Extent extent : extents) {
            boolean can =
                    switch (extent) {
                        case Extent.Stored _, Extent.Rotated _ -> true;
                        case Extent.Packed packed -> !partition.isPlain(packed.offset());
                        case Extent.Fragment fragment ->
                            addFragment(new FileRuns(Long.MAX_VALUE), fragment) == fragment.length();
                    };
            if (!can) {
                return false;
            }
        }
        return true;
    }

    /** The file with its content. */
    ImageFile toFile(String path, long size, List<Extent> extents) throws UnreadableImageException {
        FileRuns runs = new FileRuns(size);
        for (Extent extent : extents) {
            switch (extent) {
                case Extent.Stored stored ->
                    runs.add(
                            stored.fileOffset(),
                            partition.plainOffset(stored.offset(), stored.length()),
                            stored.length());
                case Extent.Rotated rotated -> addRotated(runs, rotated);
                case Extent.Packed packed ->
                    runs.add(packed.fileOffset(), partition.unpackedOffset(packed.offset()), packed.length());
                case Extent.Fragment fragment -> addFragment(runs, fragment);
            }
        }
        return runs.toFile(path);
    }

    private void addRotated(FileRuns runs, Extent.Rotated block) throws UnreadableImageException {
        if (!partition.isPlain(block.offset())) {
            runs.add(block.fileOffset(), partition.unpackedOffset(block.offset()), block.length());
            return;
        }
        long right = Math.min(block.stored() - block.skip(), block.length());
        runs.add(block.fileOffset(), partition.plainOffset(block.offset() + block.skip(), right), right);
        if (block.length() > right) {
            long left = block.length() - right;
            runs.add(block.fileOffset() + right, partition.plainOffset(block.offset(), left), left);
        }
    }

    /** What is left compressed of a file, one cluster behind the other. */
    ImageFile toCompressedFile(String path, List<Extent> extents) throws UnreadableImageException {
        List<Extent.Packed> left = new ArrayList<>();
        long size = 0;
        for (Extent extent : extents) {
            if (extent instanceof Extent.Packed packed && partition.isPlain(packed.offset())) {
                left.add(packed);
                size += packed.stored();
            }
        }
        FileRuns runs = new FileRuns(size);
        long fileOffset = 0;
        for (Extent.Packed cluster : left) {
            runs.add(fileOffset, partition.plainOffset(cluster.offset(), cluster.stored()), cluster.stored());
            fileOffset += cluster.stored();
        }
        return runs.toFile(ImageFile.METADATA_PREFIX + "compressed/" + path);
    }

    /** Adds what is known of a fragment, and says how many bytes that are. */
    private long addFragment(FileRuns runs, Extent.Fragment fragment) throws UnreadableImageException {
        long found = 0;
        long at = fragment.packedOffset();
        long end = at + fragment.length();
        for (int i = firstBehind(at); i < fragments.size() && fragments.get(i).fileOffset() < end; i++) {
            Run run = fragments.get(i);
            long from = Math.max(at, run.fileOffset());
            long to = Math.min(end, run.fileOffset() + run.length());
            runs.add(fragment.fileOffset() + from - at, run.offset() + from - run.fileOffset(), to - from);
            found += to - from;
        }
        return found;
    }

    /** Number of the first run that ends behind an offset. */
    private int firstBehind(long offset) {
        int low = 0;
        int high = fragments.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            Run run = fragments.get(middle);
            if (run.fileOffset() + run.length() > offset) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
