package io.slipway.payload.image.disk;

import java.util.Comparator;
import java.util.List;

import io.slipway.payload.image.FilesystemReader;
import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.image.ReadImage;
import io.slipway.payload.image.UnreadableImageException;

/**
 * Reads an image of a whole disk, with a GUID partition table or a master boot record, by reading each partition.
 *
 * <p>The paths of a partition's files begin with {@code p}<i>number</i>{@code /}, those of its metadata areas likewise behind the prefix. A partition that no
 * reader reads is plain bytes. Metadata areas of its own: {@code p}<i>number</i>, a partition without files, and {@code before-p}<i>number</i> and {@code
 * after-partitions}, which hold the table and what a bootloader keeps outside of partitions.
 */
public final class DiskReader implements FilesystemReader {

    private final ReadImage partitionReader;

    /** @param readers of partitions, in the order in which they are asked */
    public DiskReader(List<FilesystemReader> readers) {
        this.partitionReader = new ReadImage(readers);
    }

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public boolean recognises(ImageBytes image) {
        return MasterBootRecord.isAt(image);
    }

    @Override
    public ImageLayout read(ImageBytes image) throws UnreadableImageException {
        List<Partition> partitions = MasterBootRecord.isProtective(image)
                ? GuidPartitionTable.partitions(image)
                : MasterBootRecord.partitions(image);
        DiskLayout layout = new DiskLayout();
        for (Partition partition : partitions.stream()
                .sorted(Comparator.comparingLong(Partition::offset))
                .toList()) {
            layout.addGap(partition.offset(), "before-" + partition.name());
            ImageBytes bytes = image.slice(partition.offset(), partition.length());
            layout.addPartition(partition, partitionReader.layoutOf(bytes));
        }
        layout.addGap(image.length(), "after-partitions");
        return layout.toLayout(name());
    }
}
