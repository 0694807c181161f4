package io.slipway.client.slot.verity;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * The first block of a hash device, version 1, as {@code veritysetup format} writes it (cryptsetup: "DMVerity", Verity superblock format): signature,
 * version, kind of hash, UUID, algorithm, sizes of blocks, number of data blocks, salt. Only SHA-256 with blocks of 4096 bytes and the salt in front are
 * supported here.
 *
 * @param salt at most 256 bytes
 */
record VeritySuperblock(UUID uuid, long dataBlocks, byte[] salt) {

    private static final long SIGNATURE = 0x0000_7974_6972_6576L; // "verity\0\0"
    private static final int VERSION = 1;
    private static final int SALT_IN_FRONT = 1;
    private static final byte[] ALGORITHM = Arrays.copyOf("sha256".getBytes(StandardCharsets.US_ASCII), 32);
    private static final int MOST_SALT = 256;
    private static final int SALT_AT = 88;

    /** The block of 4096 bytes. */
    byte[] block() {
        ByteBuffer block = ByteBuffer.allocate(HashTreeLayout.BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        block.putLong(SIGNATURE).putInt(VERSION).putInt(SALT_IN_FRONT);
        block.order(ByteOrder.BIG_ENDIAN)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits());
        block.order(ByteOrder.LITTLE_ENDIAN)
                .put(ALGORITHM)
                .putInt(HashTreeLayout.BLOCK_BYTES)
                .putInt(HashTreeLayout.BLOCK_BYTES)
                .putLong(dataBlocks)
                .putShort((short) salt.length)
                .put(SALT_AT, salt);
        return block.array();
    }

    /**
     * What stands in {@code bytes}, of which there are 4096.
     *
     * @throws VerityRefusedException if it is no superblock, or one that is not supported
     */
    static VeritySuperblock parse(byte[] bytes) throws VerityRefusedException {
        ByteBuffer block = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (block.getLong(0) != SIGNATURE) {
            throw new VerityRefusedException("there is no verity superblock");
        }
        int version = block.getInt(8);
        int kind = block.getInt(12);
        if (version != VERSION || kind != SALT_IN_FRONT) {
            throw new VerityRefusedException(
                    "the verity superblock has version " + version + " and hash type " + kind + ", expected 1 and 1");
        }
        if (!Arrays.equals(bytes, 32, 64, ALGORITHM, 0, ALGORITHM.length)) {
            throw new VerityRefusedException("the verity superblock has another algorithm than sha256");
        }
        if (block.getInt(64) != HashTreeLayout.BLOCK_BYTES || block.getInt(68) != HashTreeLayout.BLOCK_BYTES) {
            throw new VerityRefusedException("the verity superblock has blocks of %d and %d bytes, expected 4096"
                    .formatted(block.getInt(64), block.getInt(68)));
        }
        int saltBytes = block.getShort(80) & 0xffff;
        if (saltBytes > MOST_SALT) {
            throw new VerityRefusedException("the verity superblock has a salt of " + saltBytes + " bytes");
        }
        block.order(ByteOrder.BIG_ENDIAN);
        UUID uuid = new UUID(block.getLong(16), block.getLong(24));
        return new VeritySuperblock(
                uuid,
                block.order(ByteOrder.LITTLE_ENDIAN).getLong(72),
                Arrays.copyOfRange(bytes, SALT_AT, SALT_AT + saltBytes));
    }
}
