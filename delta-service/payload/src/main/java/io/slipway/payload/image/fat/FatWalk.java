package io.slipway.payload.image.fat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import io.slipway.payload.image.FoundFiles;
import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.UnreadableImageException;

/** Goes from the root to every directory and file. */
final class FatWalk {

    /** A directory that was seen in another and not yet opened; the path is not put together yet, because it may be long and there may be many. */
    private record Pending(long firstCluster, String parent, String name) {}

    private static final String PREFIX = ImageFile.METADATA_PREFIX + "directory/";

    private final ImageBytes image;
    private final BootSector boot;
    private final AllocationTable table;
    private final FoundFiles found;
    private final Deque<Pending> pending = new ArrayDeque<>();

    FatWalk(ImageBytes image, BootSector boot, AllocationTable table, FoundFiles found) {
        this.image = image;
        this.boot = boot;
        this.table = table;
        this.found = found;
    }

    /** @throws UnreadableImageException if a chain of clusters is damaged or in two files, or a name cannot be */
    void run() throws UnreadableImageException {
        open(root(), "");
        while (!pending.isEmpty()) {
            Pending next = pending.pop();
            String path = path(next.parent(), next.name());
            open(table.directory(PREFIX + path, next.firstCluster()), path);
        }
    }

    private ImageFile root() throws UnreadableImageException {
        if (boot.rootLength() == 0) {
            return table.directory(PREFIX, boot.rootCluster());
        }
        return new ImageFile(
                PREFIX, boot.rootLength(), List.of(new ImageFile.Run(0, boot.rootOffset(), boot.rootLength())));
    }

    private void open(ImageFile directory, String path) throws UnreadableImageException {
        found.add(directory);
        for (FatDirectory.Entry entry : FatDirectory.entries(image, directory, boot.width() == 32)) {
            if (entry.isDirectory()) {
                pending.push(new Pending(entry.firstCluster(), path, entry.name()));
            } else if (entry.size() > 0) {
                found.add(table.file(path(path, entry.name()), entry.firstCluster(), entry.size()));
            }
        }
    }

    private static String path(String parent, String name) {
        return parent.isEmpty() ? name : parent + "/" + name;
    }
}
