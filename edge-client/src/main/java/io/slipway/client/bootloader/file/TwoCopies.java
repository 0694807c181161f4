package io.slipway.client.bootloader.file;

import java.io.IOException;
import java.nio.file.Path;

import io.slipway.client.bootloader.BootFiles;
import io.slipway.client.bootloader.BootloaderCopies;
import io.slipway.client.bootloader.BootloaderSelection;
import io.slipway.client.slot.SlotName;

/** Two copies of the bootloader in places of fixed size: boot partitions of an eMMC, parts of a flash device, or two files. */
public final class TwoCopies implements BootloaderCopies {

    private final BootFiles files;
    private final Place a;
    private final Place b;
    private final BootloaderSelection selection;

    /**
     * Where a copy lies: from {@code offset} to the end of the file or device.
     *
     * @param offset bytes, as the ROM expects it
     */
    public record Place(Path file, long offset) {}

    public TwoCopies(BootFiles files, Place a, Place b, BootloaderSelection selection) {
        this.files = files;
        this.a = a;
        this.b = b;
        this.selection = selection;
    }

    @Override
    public SlotName active() throws IOException {
        return selection.selected();
    }

    @Override
    public long capacity(SlotName copy) throws IOException {
        return files.size(place(copy).file()) - place(copy).offset();
    }

    @Override
    public byte[] read(SlotName copy, long offset, int length) throws IOException {
        return files.read(place(copy).file(), place(copy).offset() + offset, length);
    }

    @Override
    public void write(SlotName copy, long offset, byte[] bytes) throws IOException {
        if (copy == active()) {
            throw new IOException("copy " + copy + " of the bootloader is the active one and is not written");
        }
        files.overwrite(place(copy).file(), place(copy).offset() + offset, bytes);
    }

    @Override
    public void activate(SlotName copy) throws IOException {
        selection.select(copy);
    }

    private Place place(SlotName copy) {
        return switch (copy) {
            case A -> a;
            case B -> b;
        };
    }
}
