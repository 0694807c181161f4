package io.slipway.payload.image.fat;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.UnreadableImageException;

/** Puts together the long name of an entry, whose parts stand before it with the last part first. Not thread-safe. Source: section "FAT Long Directory Entries". */
final class LongName {

    private static final int CHARACTERS = 13;
    private static final int MOST_PARTS = 20;
    private static final int LAST_PART = 0x40;
    private static final int CHECKSUM = 13;
    private static final int[] OFFSETS = {1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30};

    private char[] characters = {};
    private int missing;
    private int checksum;

    /** Forgets the parts that were added. */
    void clear() {
        characters = new char[0];
    }

    /** Adds a part; one that does not follow the part before it makes the whole name void. */
    void add(ImageBytes part) throws UnreadableImageException {
        int order = part.u8(0);
        int number = order & ~LAST_PART;
        if ((order & LAST_PART) != 0 && number >= 1 && number <= MOST_PARTS) {
            characters = new char[number * CHARACTERS];
            missing = number;
            checksum = part.u8(CHECKSUM);
        }
        if (characters.length == 0 || number != missing || part.u8(CHECKSUM) != checksum) {
            clear();
            return;
        }
        missing--;
        for (int i = 0; i < CHARACTERS; i++) {
            characters[missing * CHARACTERS + i] = (char) part.u16(OFFSETS[i]);
        }
    }

    /** The name, empty unless all parts are there and belong to the entry with this short name. */
    String of(byte[] shortName) {
        if (characters.length == 0 || missing > 0 || checksum != checksum(shortName)) {
            return "";
        }
        String name = new String(characters);
        int end = name.indexOf(0);
        return end < 0 ? name : name.substring(0, end);
    }

    private static int checksum(byte[] shortName) {
        int sum = 0;
        for (byte b : shortName) {
            sum = ((sum & 1) << 7) + (sum >> 1) + (b & 0xff) & 0xff;
        }
        return sum;
    }
}
