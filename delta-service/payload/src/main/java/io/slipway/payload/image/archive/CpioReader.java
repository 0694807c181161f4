package io.slipway.payload.image.archive;

import io.slipway.payload.image.FilesystemReader;
import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.image.UnreadableImageException;

/**
 * Reads cpio archives in the formats {@code newc} and {@code crc}, several one behind the other, with zeros between them: initial ramdisks before compression,
 * and {@code .swu} files.
 *
 * <p>What follows the last archive, for example a compressed one, belongs to no file. The sums of the format {@code crc} are not checked: that would read the
 * whole image. Metadata area: {@code headers}. Sources: Linux kernel documentation, "initramfs buffer format"; SWUpdate documentation, "Update Image".
 */
public final class CpioReader implements FilesystemReader {

    @Override
    public String name() {
        return "cpio";
    }

    @Override
    public boolean recognises(ImageBytes image) {
        return CpioHeader.isAt(image, 0);
    }

    @Override
    public ImageLayout read(ImageBytes image) throws UnreadableImageException {
        ArchiveMembers members = new ArchiveMembers();
        long end = 0;
        long start = 0;
        while (end == 0 || CpioHeader.isAt(image, start)) {
            end = readArchive(image, start, members);
            start = skipZeros(image, end);
        }
        return members.layout(name(), end, image.length());
    }

    /** Returns where the archive ends. */
    private static long readArchive(ImageBytes image, long start, ArchiveMembers members)
            throws UnreadableImageException {
        long at = start;
        while (true) {
            CpioHeader header = CpioHeader.read(image, at);
            long data = aligned(at + CpioHeader.LENGTH + header.nameLength(), start);
            if (header.isTrailer()) {
                return Math.min(data, image.length());
            }
            if (header.size() > image.length() - data) {
                throw new UnreadableImageException("a member at " + at + " is cut off");
            }
            if (header.isRegular()) {
                members.add(header.name(), data, header.size());
            }
            at = aligned(data + header.size(), start);
        }
    }

    private static long skipZeros(ImageBytes image, long from) throws UnreadableImageException {
        long at = from;
        while (at < image.length() && image.u8(at) == 0) {
            at++;
        }
        return at;
    }

    private static long aligned(long offset, long start) {
        return start + (offset - start + 3) / 4 * 4;
    }
}
