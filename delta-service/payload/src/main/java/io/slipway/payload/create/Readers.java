package io.slipway.payload.create;

import java.util.ArrayList;
import java.util.List;

import io.slipway.payload.image.FilesystemReader;
import io.slipway.payload.image.ReadImage;
import io.slipway.payload.image.archive.CpioReader;
import io.slipway.payload.image.archive.TarReader;
import io.slipway.payload.image.disk.DiskReader;
import io.slipway.payload.image.erofs.ErofsReader;
import io.slipway.payload.image.ext4.Ext4Reader;
import io.slipway.payload.image.fat.FatReader;
import io.slipway.payload.image.squashfs.SquashfsReader;

/** The readers of all that images are known to be. */
public final class Readers {

    private static final List<FilesystemReader> FILESYSTEMS = List.of(
            new SquashfsReader(),
            new ErofsReader(),
            new Ext4Reader(),
            new FatReader(),
            new CpioReader(),
            new TarReader());

    private Readers() {}

    /** All of them, in the order in which they are asked. */
    public static ReadImage all() {
        List<FilesystemReader> readers = new ArrayList<>(FILESYSTEMS);
        readers.add(new DiskReader(FILESYSTEMS));
        return new ReadImage(readers);
    }
}
