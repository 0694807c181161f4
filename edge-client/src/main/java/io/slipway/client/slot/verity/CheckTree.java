package io.slipway.client.slot.verity;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

import io.slipway.payload.apply.ReadableTarget;
import io.slipway.payload.index.Sha256;

/** Reads a hash tree back from its root to its lowest level, which is less than a hundredth of the data. */
final class CheckTree {

    private CheckTree() {}

    /**
     * Checks that every block of the tree has the digest that stands in the block above it.
     *
     * @throws VerityRefusedException if superblock or tree are not those of {@code root}
     */
    static void check(ReadableTarget target, VerityRoot root) throws IOException {
        HexFormat hex = HexFormat.of();
        byte[] salt = hex.parseHex(root.salt());
        byte[] superblock = new VeritySuperblock(root.uuid(), root.dataBlocks(), salt).block();
        if (!Arrays.equals(ProtectSlot.block(target, root.hashOffset()), superblock)) {
            throw new VerityRefusedException("the verity superblock reads back differently than it was written");
        }
        HashTreeLayout layout = new HashTreeLayout(root.dataBlocks());
        MessageDigest digest = Sha256.newDigest();
        int top = layout.levels().size() - 1;
        for (int level = top; level >= 0; level--) {
            for (long i = 0; i < layout.levels().get(level); i++) {
                byte[] expected = hex.parseHex(root.rootHash());
                if (level < top) {
                    byte[] above = block(target, root, layout.firstBlock(level + 1) + i / HashTreeLayout.DIGESTS);
                    int at = (int) (i % HashTreeLayout.DIGESTS) * HashTreeLayout.DIGEST_BYTES;
                    expected = Arrays.copyOfRange(above, at, at + HashTreeLayout.DIGEST_BYTES);
                }
                byte[] block = block(target, root, layout.firstBlock(level) + i);
                if (!Arrays.equals(HashTree.digest(digest, salt, block, 0), expected)) {
                    throw new VerityRefusedException("block " + (layout.firstBlock(level) + i)
                            + " of the hash tree reads back differently than it was written");
                }
            }
        }
    }

    private static byte[] block(ReadableTarget target, VerityRoot root, long block) throws IOException {
        return ProtectSlot.block(target, root.hashOffset() + block * HashTreeLayout.BLOCK_BYTES);
    }
}
