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

    /** A directory that was found in another and not yet read. */
    private record Pending(ImageFile content, String path) {}

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
        addDirectory(root(), "");
        while (!pending.isEmpty()) {
            Pending next = pending.pop();
            FatDirectory.forEach(
                    image, next.content(), boot.width() == 32, entry -> visit(entry, path(next.path(), entry.name())));
        }
    }

    private ImageFile root() throws UnreadableImageException {
        if (boot.rootLength() == 0) {
            return table.directory(PREFIX, boot.rootCluster());
        }
        return new ImageFile(
                PREFIX, boot.rootLength(), List.of(new ImageFile.Run(0, boot.rootOffset(), boot.rootLength())));
    }

    private void visit(FatDirectory.Entry entry, String path) throws UnreadableImageException {
        if (entry.isDirectory()) {
            addDirectory(table.directory(PREFIX + path, entry.firstCluster()), path);
        } else if (entry.size() > 0) {
            found.add(table.file(path, entry.firstCluster(), entry.size()));
        }
    }

    private void addDirectory(ImageFile directory, String path) throws UnreadableImageException {
        found.add(directory);
        pending.push(new Pending(directory, path));
    }

    private static String path(String parent, String name) {
        return parent.isEmpty() ? name : parent + "/" + name;
    }
}
