package io.slipway.payload.image.disk;

import java.util.ArrayList;
import java.util.List;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.UnreadableImageException;

/**
 * The partition table of the PC's BIOS, with logical partitions. Sources: UEFI specification, section 5.2 "LBA 0 Format"; for logical partitions the Linux
 * kernel's {@code block/partitions/msdos.c}.
 */
final class MasterBootRecord {

    private static final int SECTOR = 512;
    private static final int TABLE = 446;
    private static final int ENTRY = 16;
    private static final int ENTRIES = 4;
    private static final int SIGNATURE = 510;
    private static final int FIRST_LOGICAL = 5;
    private static final int MOST_LOGICAL = 128;
    private static final int PROTECTIVE = 0xEE;

    private MasterBootRecord() {}

    /** One of four entries. */
    private record Entry(int status, int type, long first, long count) {

        boolean isUsed() {
            return type != 0 && count != 0;
        }

        boolean isExtended() {
            return type == 0x05 || type == 0x0F || type == 0x85;
        }
    }

    /** Whether the first sector holds a table that makes sense; the boot sector of a filesystem has code or text in its place. */
    static boolean isAt(ImageBytes image) {
        try {
            boolean used = false;
            for (Entry entry : entries(image, 0)) {
                if (entry.status() != 0 && entry.status() != 0x80) {
                    return false;
                }
                if (entry.isUsed() && (entry.first() == 0 || entry.first() * SECTOR >= image.length())) {
                    return false;
                }
                used |= entry.isUsed();
            }
            return used;
        } catch (UnreadableImageException e) {
            return false;
        }
    }

    /** Whether the table only says that there is another one. */
    static boolean isProtective(ImageBytes image) throws UnreadableImageException {
        return entries(image, 0).stream().anyMatch(entry -> entry.type() == PROTECTIVE);
    }

    /** Primary partitions by the place of their entry, then logical ones from 5 on. */
    static List<Partition> partitions(ImageBytes image) throws UnreadableImageException {
        List<Partition> partitions = new ArrayList<>();
        List<Entry> entries = entries(image, 0);
        int logical = FIRST_LOGICAL;
        for (int i = 0; i < ENTRIES; i++) {
            Entry entry = entries.get(i);
            if (entry.isUsed() && entry.isExtended()) {
                logical = addLogical(image, entry.first(), logical, partitions);
            } else if (entry.isUsed()) {
                partitions.add(Partition.ofSectors(i + 1, entry.first(), entry.count(), SECTOR));
            }
        }
        return partitions;
    }

    /** Follows the chain of tables with one partition each, and returns the next number. */
    private static int addLogical(ImageBytes image, long extended, int firstNumber, List<Partition> partitions)
            throws UnreadableImageException {
        int number = firstNumber;
        long table = extended;
        boolean more = true;
        for (int links = 0; more; links++) {
            if (links == MOST_LOGICAL) {
                throw new UnreadableImageException("it has more than " + MOST_LOGICAL + " logical partitions");
            }
            more = false;
            long next = table;
            for (Entry entry : entries(image, table * SECTOR)) {
                if (entry.isUsed() && entry.isExtended()) {
                    next = extended + entry.first();
                    more = true;
                } else if (entry.isUsed()) {
                    partitions.add(Partition.ofSectors(number++, table + entry.first(), entry.count(), SECTOR));
                }
            }
            table = next;
        }
        return number;
    }

    private static List<Entry> entries(ImageBytes image, long offset) throws UnreadableImageException {
        if (image.u16(offset + SIGNATURE) != 0xAA55) {
            throw new UnreadableImageException("at " + offset + " there is no partition table");
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < ENTRIES; i++) {
            long at = offset + TABLE + (long) i * ENTRY;
            entries.add(new Entry(image.u8(at), image.u8(at + 4), image.u32(at + 8), image.u32(at + 12)));
        }
        return entries;
    }
}
