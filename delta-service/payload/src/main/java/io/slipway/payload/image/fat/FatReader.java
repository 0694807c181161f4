package io.slipway.payload.image.fat;

import io.slipway.payload.image.FilesystemReader;
import io.slipway.payload.image.FoundFiles;
import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.image.UnreadableImageException;

/**
 * Reads FAT12, FAT16 and FAT32. Everything is stored as it is, so the layout has one piece.
 *
 * <p>Files have their long names, and their short ones where there is no other or the long one does not belong to it. Metadata areas: {@code reserved} (boot
 * sector and what follows it), {@code fat/}<i>copy</i>, {@code directory/}<i>path</i>. Source: Microsoft, "FAT: General Overview of On-Disk Format", 1.03.
 */
public final class FatReader implements FilesystemReader {

    @Override
    public String name() {
        return "fat";
    }

    @Override
    public boolean recognises(ImageBytes image) {
        return BootSector.isAt(image);
    }

    @Override
    public ImageLayout read(ImageBytes image) throws UnreadableImageException {
        BootSector boot = BootSector.read(image);
        FoundFiles found = new FoundFiles();
        found.addMetadata("reserved", 0, boot.tableOffset(0));
        for (int copy = 0; copy < boot.tables(); copy++) {
            found.addMetadata("fat/" + copy, boot.tableOffset(copy), boot.tableLength());
        }
        new FatWalk(image, boot, new AllocationTable(image, boot), found).run();
        return found.inPlainImage(name(), image.length());
    }
}
