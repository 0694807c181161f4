package io.slipway.payload.image.archive;

import io.slipway.payload.image.FilesystemReader;
import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.image.UnreadableImageException;

/**
 * Reads tar archives: the old format of Unix V7, ustar, pax, and GNU's with long names.
 *
 * <p>Sparse members are passed by, because what is stored of them is not their content. Metadata area: {@code headers}. Sources: POSIX.1-2017, "pax
 * Interchange Format" and "ustar Interchange Format"; GNU tar manual, "Basic Tar Format".
 */
public final class TarReader implements FilesystemReader {

    private static final int LARGEST_EXTENSION = 1 << 20;

    @Override
    public String name() {
        return "tar";
    }

    @Override
    public boolean recognises(ImageBytes image) {
        return TarHeader.isAt(image, 0);
    }

    @Override
    public ImageLayout read(ImageBytes image) throws UnreadableImageException {
        ArchiveMembers members = new ArchiveMembers();
        TarExtension extension = new TarExtension();
        long at = 0;
        while (at + TarHeader.BLOCK <= image.length() && !isEnd(image, at)) {
            TarHeader header = TarHeader.read(image, at);
            long data = header.dataOffset();
            long length =
                    switch (header.kind()) {
                        case LINK -> 0;
                        case LONG_NAME, PAX, IGNORED_EXTENSION -> header.size();
                        case REGULAR, OTHER -> extension.sizeOr(header.size());
                    };
            if (length > image.length() - data) {
                throw new UnreadableImageException("a member at " + at + " is cut off");
            }
            switch (header.kind()) {
                case LONG_NAME -> extension.setName(content(image, data, length));
                case PAX -> extension.add(content(image, data, length));
                case IGNORED_EXTENSION -> {}
                case REGULAR -> {
                    if (extension.isSparse()) {
                        members.skip(data, length);
                    } else {
                        members.add(extension.nameOr(header.name()), data, length);
                    }
                    extension = new TarExtension();
                }
                case LINK, OTHER -> {
                    members.skip(data, length);
                    extension = new TarExtension();
                }
            }
            at = data + padded(length);
        }
        return members.layout(name(), Math.min(at, image.length()), image.length());
    }

    /** A block of zeros; the standard wants two, and writers forget one. */
    private static boolean isEnd(ImageBytes image, long at) throws UnreadableImageException {
        for (byte b : image.bytes(at, TarHeader.BLOCK)) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] content(ImageBytes image, long offset, long length) throws UnreadableImageException {
        if (length > LARGEST_EXTENSION) {
            throw new UnreadableImageException("an extended header at " + offset + " has " + length + " bytes");
        }
        return image.bytes(offset, (int) length);
    }

    private static long padded(long length) {
        return (length + TarHeader.BLOCK - 1) / TarHeader.BLOCK * TarHeader.BLOCK;
    }
}
