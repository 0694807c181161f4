package io.slipway.payload.image.ext4;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.slipway.payload.image.DebianTools;

/** Makes images with mke2fs: the same bytes each time. */
final class Ext4Images {

    private static final List<String> DETERMINISTIC = List.of(
            "-q",
            "-F",
            "-U",
            "11111111-2222-3333-4444-555555555555",
            "-E",
            "root_owner=0:0,hash_seed=01234567-89ab-cdef-0123-456789abcdef");

    private Ext4Images() {}

    /**
     * An image of a tree.
     *
     * @param options of mke2fs, separated by spaces
     * @param size as mke2fs takes it
     */
    static Path make(Path folder, String options, String size, Path tree) {
        Path image = folder.resolve("image");
        List<String> arguments = new ArrayList<>(DETERMINISTIC);
        arguments.addAll(List.of(options.split(" ")));
        arguments.addAll(List.of("-d", tree.toString(), image.toString(), size));
        DebianTools.run(folder, "mke2fs", arguments.toArray(String[]::new));
        return image;
    }

    /** The block size that {@code options} ask for. */
    static int blockSize(String options) {
        return Integer.parseInt(options.replaceAll(".*-b (\\d+).*", "$1"));
    }
}
