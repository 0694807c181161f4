package io.slipway.payload.image.container;

import java.util.List;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.UnreadableImageException;

/**
 * Containers one behind the other, with a few zeros between them, as the kernel takes an initial ramdisk: microcode in a plain archive, then a compressed
 * one. Source: Linux kernel documentation, "initramfs buffer format".
 */
final class CompressedSequence {

    /** Most zeros between two containers. */
    private static final int LONGEST_PADDING = 4096;

    private static final List<ContainerFormat> FORMATS =
            List.of(new CpioArchive(), new ZstdFrame(), new LegacyLz4(), new Lz4Frame(), new GzipMember());

    private CompressedSequence() {}

    /** Whether there is a container at an offset. */
    static boolean isAt(ImageBytes bytes, long offset) throws UnreadableImageException {
        for (ContainerFormat format : FORMATS) {
            if (format.isAt(bytes, offset)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Adds what is compressed from an offset on, up to the first bytes that are no container.
     *
     * @throws UnreadableImageException if a container is damaged, or the bytes end before it is known whether there is one
     */
    static void read(ImageBytes bytes, long offset, Members members) throws UnreadableImageException {
        long at = offset;
        boolean found = true;
        while (found && at < bytes.length()) {
            found = false;
            for (ContainerFormat format : FORMATS) {
                if (format.isAt(bytes, at)) {
                    at = skipPadding(bytes, format.read(bytes, at, members));
                    found = true;
                    break;
                }
            }
        }
    }

    private static long skipPadding(ImageBytes bytes, long from) throws UnreadableImageException {
        long end = Math.min(bytes.length(), from + LONGEST_PADDING);
        long at = from;
        while (at < end && bytes.u8(at) == 0) {
            at++;
        }
        return at;
    }
}
