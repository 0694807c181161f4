package io.slipway.payload.image.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.slipway.payload.image.FoundFiles;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.ImageFile.Run;
import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.image.Piece;
import io.slipway.payload.image.UnreadableImageException;

/** Puts the layouts of partitions together, in the order of the image. Not thread-safe. */
final class DiskLayout {

    private final List<Piece> pieces = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final FoundFiles found = new FoundFiles();
    private long end;
    private long unpacked;

    /**
     * Adds what lies before {@code offset} and is in no partition.
     *
     * @throws UnreadableImageException if {@code offset} is inside of what was added
     */
    void addGap(long offset, String name) throws UnreadableImageException {
        if (offset < end) {
            throw new UnreadableImageException("its partitions overlap at " + offset);
        }
        if (offset > end) {
            long length = offset - end;
            found.addMetadata(name, unpacked, length);
            add(List.of(new Piece.Plain(0, length)), length);
        }
    }

    /** Adds a partition that begins where the last addition ended. */
    void addPartition(Partition partition, ImageLayout layout) throws UnreadableImageException {
        if (layout.files().isEmpty()) {
            found.addMetadata(partition.name(), unpacked, partition.length());
        }
        for (ImageFile file : layout.files()) {
            found.add(shifted(file, partition.name() + "/"));
        }
        layout.remark().ifPresent(remark -> remarks.add(partition.name() + ": " + remark));
        add(layout.pieces(), partition.length());
    }

    ImageLayout toLayout(String filesystem) {
        Optional<String> remark = remarks.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", remarks));
        return new ImageLayout(filesystem, pieces, found.sorted(), remark);
    }

    private void add(List<Piece> added, long length) {
        for (Piece piece : added) {
            pieces.add(piece.shifted(end));
            unpacked += piece.unpackedLength();
        }
        end += length;
    }

    private ImageFile shifted(ImageFile file, String prefix) {
        String path = file.isMetadata()
                ? ImageFile.METADATA_PREFIX + prefix + file.path().substring(ImageFile.METADATA_PREFIX.length())
                : prefix + file.path();
        List<Run> runs = file.runs().stream()
                .map(run -> new Run(run.fileOffset(), unpacked + run.offset(), run.length()))
                .toList();
        return new ImageFile(path, file.size(), runs);
    }
}
