package io.slipway.payload.image.fat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.UnreadableImageException;

/** The entries of a directory. Source: sections "FAT Directory Structure", "FAT Long Directory Entries". */
final class FatDirectory {

    /**
     * A file or directory.
     *
     * @param name without {@code /}; characters of a short name that are not ASCII as U+FFFD
     * @param size in bytes, of no meaning for a directory
     */
    record Entry(String name, boolean isDirectory, long firstCluster, long size) {}

    /** Takes the entries of a directory one by one: there may be more than fit into memory. */
    interface Visitor {
        void visit(Entry entry) throws UnreadableImageException;
    }

    private static final int ENTRY = 32;
    private static final int SHORT_NAME = 11;
    private static final int EXTENSION = 8;
    private static final int END = 0x00;
    private static final int DELETED = 0xE5;
    private static final int STANDS_FOR_E5 = 0x05;
    private static final int VOLUME_LABEL = 0x08;
    private static final int DIRECTORY = 0x10;
    private static final int LONG_NAME = 0x0F;
    private static final int LOWER_CASE_BASE = 0x08;
    private static final int LOWER_CASE_EXTENSION = 0x10;

    private FatDirectory() {}

    /**
     * Calls {@code visitor} for each entry except {@code .} and {@code ..} in the order in which they are stored.
     *
     * @param content where the directory lies
     * @param highHalf whether the high half of a cluster's number is stored, as in FAT32
     */
    static void forEach(ImageBytes image, ImageFile content, boolean highHalf, Visitor visitor)
            throws UnreadableImageException {
        LongName longName = new LongName();
        for (ImageFile.Run run : content.runs()) {
            for (long at = 0; at < run.length(); at += ENTRY) {
                ImageBytes entry = image.slice(run.offset() + at, ENTRY);
                if (entry.u8(0) == END) {
                    return;
                }
                if (entry.u8(0) == DELETED) {
                    longName.clear();
                } else if ((entry.u8(11) & 0x3F) == LONG_NAME) {
                    longName.add(entry);
                } else {
                    visit(entry, longName, highHalf, visitor);
                    longName.clear();
                }
            }
        }
    }

    private static void visit(ImageBytes entry, LongName longName, boolean highHalf, Visitor visitor)
            throws UnreadableImageException {
        int attributes = entry.u8(11);
        byte[] shortName = entry.bytes(0, SHORT_NAME);
        if ((attributes & VOLUME_LABEL) != 0 || shortName[0] == '.') {
            return;
        }
        String name = longName.of(shortName);
        if (name.isEmpty()) {
            name = decoded(shortName, entry.u8(12));
        }
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0 || name.indexOf(0) >= 0) {
            throw new UnreadableImageException("a directory has an impossible name");
        }
        long cluster = entry.u16(26) | (highHalf ? (long) entry.u16(20) << 16 : 0);
        visitor.visit(new Entry(name, (attributes & DIRECTORY) != 0, cluster, entry.u32(28)));
    }

    /** Windows NT says in a reserved byte which half of the name was written in lower case. */
    private static String decoded(byte[] shortName, int cases) {
        byte[] bytes = shortName.clone();
        if (bytes[0] == STANDS_FOR_E5) {
            bytes[0] = (byte) DELETED;
        }
        String base = part(bytes, 0, EXTENSION, (cases & LOWER_CASE_BASE) != 0);
        String extension = part(bytes, EXTENSION, SHORT_NAME, (cases & LOWER_CASE_EXTENSION) != 0);
        return extension.isEmpty() ? base : base + "." + extension;
    }

    private static String part(byte[] bytes, int from, int to, boolean lowerCase) {
        String part = new String(bytes, from, to - from, StandardCharsets.US_ASCII).stripTrailing();
        return lowerCase ? part.toLowerCase(Locale.ROOT) : part;
    }
}
