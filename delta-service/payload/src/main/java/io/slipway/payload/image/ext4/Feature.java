package io.slipway.payload.image.ext4;

import java.util.ArrayList;
import java.util.List;

import io.slipway.payload.image.UnreadableImageException;

/**
 * The features of a filesystem that change where something lies, by the names that mke2fs gives them. Source: section "Super Block", {@code
 * s_feature_compat}, {@code s_feature_incompat}, {@code s_feature_ro_compat}.
 */
enum Feature {
    SPARSE_SUPER2(Word.COMPATIBLE, 0x200),
    FILETYPE(Word.INCOMPATIBLE, 0x2),
    NEEDS_RECOVERY(Word.INCOMPATIBLE, 0x4),
    META_BG(Word.INCOMPATIBLE, 0x10),
    EXTENTS(Word.INCOMPATIBLE, 0x40),
    SIXTY_FOUR_BIT(Word.INCOMPATIBLE, 0x80),
    MMP(Word.INCOMPATIBLE, 0x100),
    FLEX_BG(Word.INCOMPATIBLE, 0x200),
    EA_INODE(Word.INCOMPATIBLE, 0x400),
    METADATA_CSUM_SEED(Word.INCOMPATIBLE, 0x2000),
    LARGE_DIR(Word.INCOMPATIBLE, 0x4000),
    INLINE_DATA(Word.INCOMPATIBLE, 0x8000),
    ENCRYPT(Word.INCOMPATIBLE, 0x1_0000),
    CASEFOLD(Word.INCOMPATIBLE, 0x2_0000),
    SPARSE_SUPER(Word.READ_ONLY_COMPATIBLE, 0x1),
    UNINIT_BG(Word.READ_ONLY_COMPATIBLE, 0x10),
    QUOTA(Word.READ_ONLY_COMPATIBLE, 0x100),
    BIGALLOC(Word.READ_ONLY_COMPATIBLE, 0x200),
    METADATA_CSUM(Word.READ_ONLY_COMPATIBLE, 0x400),
    SHARED_BLOCKS(Word.READ_ONLY_COMPATIBLE, 0x4000);

    private enum Word {
        COMPATIBLE,
        INCOMPATIBLE,
        READ_ONLY_COMPATIBLE
    }

    private final Word word;
    private final long bit;

    Feature(Word word, long bit) {
        this.word = word;
        this.bit = bit;
    }

    /** The three words of a superblock; a reader has to know all bits of the second. */
    record Features(long compatible, long incompatible, long readOnlyCompatible) {

        /** @throws UnreadableImageException with the names of the features that are not understood, or if the journal has to be replayed */
        void checkReadable() throws UnreadableImageException {
            List<String> unknown = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                long bit = 1L << i;
                if ((incompatible & bit) != 0 && !isKnown(bit)) {
                    unknown.add(nameOfUnknown(bit));
                }
            }
            if (!unknown.isEmpty()) {
                throw new UnreadableImageException("it has features that are not known: " + String.join(", ", unknown));
            }
            if ((incompatible & NEEDS_RECOVERY.bit) != 0) {
                throw new UnreadableImageException(
                        "it was not unmounted: its journal has to be replayed first (needs_recovery)");
            }
        }

        boolean has(Feature feature) {
            long bits =
                    switch (feature.word) {
                        case COMPATIBLE -> compatible;
                        case INCOMPATIBLE -> incompatible;
                        case READ_ONLY_COMPATIBLE -> readOnlyCompatible;
                    };
            return (bits & feature.bit) != 0;
        }

        private static boolean isKnown(long bit) {
            for (Feature feature : values()) {
                if (feature.word == Word.INCOMPATIBLE && feature.bit == bit) {
                    return true;
                }
            }
            return false;
        }

        private static String nameOfUnknown(long bit) {
            return switch ((int) bit) {
                case 0x1 -> "compression";
                case 0x8 -> "journal_dev";
                case 0x1000 -> "dirdata";
                default -> "0x" + Long.toHexString(bit);
            };
        }
    }
}
