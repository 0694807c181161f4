package io.slipway.payload.image.fat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.slipway.payload.image.DebianTools;

/** Makes images with mkfs.vfat and mcopy. */
final class FatImages {

    private static final int TOTAL_SECTORS = 32;

    private FatImages() {}

    /**
     * An image of a tree.
     *
     * @param options of mkfs.vfat, separated by spaces
     * @param kibibytes size of the image
     */
    static Path make(Path folder, String options, int kibibytes, Path tree) {
        Path image = folder.resolve("image");
        List<String> arguments = new ArrayList<>(List.of("-i", "12345678", "--invariant", "-C"));
        arguments.addAll(List.of(options.split(" ")));
        arguments.addAll(List.of(image.toString(), Integer.toString(kibibytes)));
        DebianTools.run(folder, "mkfs.vfat", arguments.toArray(String[]::new));
        copyInto(image, tree);
        return image;
    }

    /** FAT32 with fewer clusters than Microsoft allows: a larger image whose end is cut off, from what is not in use. */
    static byte[] makeSmallFat32(Path folder, int kibibytes, Path tree) throws IOException {
        Path large = make(folder, "-F 32 -s 1 -f 1 -R 16", 34_000, tree);
        byte[] image = Arrays.copyOf(Files.readAllBytes(large), kibibytes * 1024);
        Files.delete(large);
        ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).putInt(TOTAL_SECTORS, kibibytes * 2);
        return image;
    }

    /** Copies what is in a folder to the root of an image. */
    static void copyInto(Path image, Path tree) {
        mtools(image, tree, "mcopy", "-s -m -i image", "* ::/");
    }

    /** Runs a tool of mtools with the image; the shell expands names. */
    static String mtools(Path image, Path folder, String tool, String options, String arguments) {
        DebianTools.run(folder, "mcopy", "--version");
        return DebianTools.run(
                folder, "sh", "-c", tool + " " + options.replace("image", image.toString()) + " " + arguments);
    }
}
