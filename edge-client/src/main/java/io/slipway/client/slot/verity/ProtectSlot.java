package io.slipway.client.slot.verity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.UUID;

import io.slipway.client.slot.InactiveSlot;
import io.slipway.client.slot.OpenSlot;
import io.slipway.client.slot.SlotContent;
import io.slipway.payload.apply.ReadableTarget;
import io.slipway.payload.index.Sha256;

/**
 * Puts an image that was written and read back under dm-verity. The image is read once more, and its digest and the tree come from the same bytes: a block
 * that reads differently than before is found and never blessed. Then the tree is forced and read back, and its root goes to the {@link VerityRoots}. All of
 * it may be repeated after a crash: salt and UUID come from the image's digest, so that the same image has the same tree on every device. Blocks; memory
 * does not grow with the image.
 */
public final class ProtectSlot {

    private static final int CHUNK_BYTES = 1 << 20;

    private final VerityRoots roots;

    public ProtectSlot(VerityRoots roots) {
        this.roots = roots;
    }

    /**
     * Writes the tree behind the image, beginning at the next multiple of 4096 bytes.
     *
     * @param length bytes of the image
     * @param sha256 of the image
     * @throws VerityRefusedException if the slot does not hold the image
     */
    public VerityRoot inTail(InactiveSlot slot, long length, Sha256 sha256) throws IOException {
        HashTreeLayout layout = HashTreeLayout.ofBytes(length);
        VerityRoot root;
        try (OpenSlot open = slot.write(layout.dataBytes() + layout.treeBytes())) {
            int fill = (int) (layout.dataBytes() - length);
            open.write(length, ByteBuffer.allocate(fill));
            root = make(open, open, layout, layout.dataBytes(), length, sha256);
        }
        return keep(slot, slot, root);
    }

    /**
     * Writes the tree to the beginning of a slot of its own.
     *
     * @param hash with the same name as {@code slot}
     * @throws VerityRefusedException if the slot does not hold the image, or the image does not fill its last block
     */
    public VerityRoot inSlot(InactiveSlot slot, InactiveSlot hash, long length, Sha256 sha256) throws IOException {
        HashTreeLayout layout = HashTreeLayout.ofBytes(length);
        if (layout.dataBytes() != length) {
            throw new VerityRefusedException(
                    "the image has " + length + " bytes, which is no multiple of 4096, as dm-verity wants it");
        }
        if (hash.capacity() < layout.treeBytes()) {
            throw new VerityRefusedException("the hash tree has %d bytes, and the slot for it holds %d"
                    .formatted(layout.treeBytes(), hash.capacity()));
        }
        VerityRoot root;
        try (SlotContent data = slot.read();
                OpenSlot tree = hash.write(layout.treeBytes())) {
            root = make(data, tree, layout, 0, length, sha256);
        }
        return keep(slot, hash, root);
    }

    /**
     * Checks the tree that the image brings with it and keeps its root.
     *
     * @param hashOffset of the superblock; without it the tree is taken for the end of the image, right behind the data
     * @throws VerityRefusedException if there is no such tree, or it is not that of the data, or the slot does not hold the image
     */
    public VerityRoot ofImage(InactiveSlot slot, long length, Sha256 sha256, OptionalLong hashOffset)
            throws IOException {
        try (SlotContent content = slot.read();
                SlotContent hashes = slot.read()) {
            long offset = hashOffset.isPresent() ? hashOffset.getAsLong() : HashTreeLayout.mostDataBytes(length);
            if (offset < HashTreeLayout.BLOCK_BYTES
                    || offset % HashTreeLayout.BLOCK_BYTES != 0
                    || offset > length - HashTreeLayout.BLOCK_BYTES) {
                throw new VerityRefusedException(
                        "the image of " + length + " bytes has no place for a hash tree at byte " + offset);
            }
            VeritySuperblock superblock = VeritySuperblock.parse(block(content, offset));
            if (superblock.dataBlocks() < 1 || superblock.dataBlocks() > offset / HashTreeLayout.BLOCK_BYTES) {
                throw new VerityRefusedException("the verity superblock at byte " + offset + " is for "
                        + superblock.dataBlocks() + " data blocks");
            }
            HashTreeLayout layout = new HashTreeLayout(superblock.dataBlocks());
            if (offset + layout.treeBytes() > length) {
                throw new VerityRefusedException(
                        "the hash tree at byte " + offset + " is cut off by the end of the image");
            }
            HashTree tree = new HashTree(
                    layout, superblock.salt(), (block, expected) -> compare(hashes, offset, block, expected));
            digest(content, length, sha256, tree, layout.dataBlocks());
            VerityRoot root = root(tree, superblock, offset);
            roots.put(slot.name(), root);
            return root;
        }
    }

    private static void compare(SlotContent hashes, long offset, long block, byte[] expected) throws IOException {
        if (!Arrays.equals(block(hashes, offset + block * HashTreeLayout.BLOCK_BYTES), expected)) {
            throw new VerityRefusedException("block " + block + " of the image's hash tree is not that of its data");
        }
    }

    private static VerityRoot make(
            ReadableTarget data, OpenSlot target, HashTreeLayout layout, long offset, long length, Sha256 sha256)
            throws IOException {
        VeritySuperblock superblock = superblock(layout, sha256);
        target.write(offset, ByteBuffer.wrap(superblock.block()));
        HashTree tree = new HashTree(
                layout,
                superblock.salt(),
                (block, content) ->
                        target.write(offset + block * HashTreeLayout.BLOCK_BYTES, ByteBuffer.wrap(content)));
        digest(data, length, sha256, tree, layout.dataBlocks());
        target.force();
        return root(tree, superblock, offset);
    }

    /** Feeds the tree with the data and compares the digest of the whole image. */
    private static void digest(ReadableTarget data, long length, Sha256 sha256, HashTree tree, long dataBlocks)
            throws IOException {
        MessageDigest digest = Sha256.newDigest();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        long blocks = 0;
        for (long at = 0; at < length; at += chunk.limit()) {
            chunk.clear().limit((int) Math.min(CHUNK_BYTES, length - at));
            data.read(at, chunk);
            digest.update(chunk.array(), 0, chunk.limit());
            Arrays.fill(chunk.array(), chunk.limit(), CHUNK_BYTES, (byte) 0);
            for (int block = 0;
                    block < chunk.limit() && blocks < dataBlocks;
                    block += HashTreeLayout.BLOCK_BYTES, blocks++) {
                tree.add(chunk.array(), block);
            }
        }
        Sha256 actual = Sha256.of(digest.digest());
        if (!actual.equals(sha256)) {
            throw new VerityRefusedException("the slot holds " + actual + " instead of the image " + sha256);
        }
    }

    private VerityRoot keep(InactiveSlot slot, InactiveSlot hash, VerityRoot root) throws IOException {
        try (SlotContent tree = hash.read()) {
            CheckTree.check(tree, root);
        }
        roots.put(slot.name(), root);
        return root;
    }

    /** A UUID of version 8 (RFC 9562, 5.8) that is made of the image's digest. */
    private static VeritySuperblock superblock(HashTreeLayout layout, Sha256 sha256) {
        ByteBuffer digest = ByteBuffer.wrap(sha256.bytes()).order(ByteOrder.BIG_ENDIAN);
        UUID uuid = new UUID(
                (digest.getLong(0) & ~0xf000L) | 0x8000L, (digest.getLong(8) & ~(0b11L << 62)) | (0b10L << 62));
        return new VeritySuperblock(uuid, layout.dataBlocks(), sha256.bytes());
    }

    private static VerityRoot root(HashTree tree, VeritySuperblock superblock, long offset) {
        HexFormat hex = HexFormat.of();
        return new VerityRoot(
                hex.formatHex(tree.root()),
                hex.formatHex(superblock.salt()),
                superblock.uuid(),
                superblock.dataBlocks(),
                offset);
    }

    static byte[] block(ReadableTarget target, long position) throws IOException {
        byte[] block = new byte[HashTreeLayout.BLOCK_BYTES];
        target.read(position, ByteBuffer.wrap(block));
        return block;
    }
}
