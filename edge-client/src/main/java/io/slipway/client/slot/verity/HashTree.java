package io.slipway.client.slot.verity;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

import io.slipway.payload.index.Sha256;

/**
 * Computes a hash tree from data blocks that come one after the other. One block of each level is in memory: it goes to the {@link Sink} when it is full,
 * and its digest into the level above. Not thread-safe.
 */
final class HashTree {

    private final HashTreeLayout layout;
    private final byte[] salt;
    private final Sink sink;
    private final MessageDigest digest = Sha256.newDigest();
    private final byte[][] open;
    private final int[] digests;
    private final long[] next;
    private byte[] root = new byte[0];
    private long added;

    /** Takes the blocks of the tree, each once, in no particular order. */
    interface Sink {

        /**
         * Takes one block.
         *
         * @param block its place, counted from the superblock
         * @param content 4096 bytes that change after the call
         */
        void put(long block, byte[] content) throws IOException;
    }

    HashTree(HashTreeLayout layout, byte[] salt, Sink sink) {
        this.layout = layout;
        this.salt = salt.clone();
        this.sink = sink;
        List<Long> levels = layout.levels();
        this.open = new byte[levels.size()][HashTreeLayout.BLOCK_BYTES];
        this.digests = new int[levels.size()];
        this.next = new long[levels.size()];
        for (int level = 0; level < next.length; level++) {
            next[level] = layout.firstBlock(level);
        }
    }

    /** The digest of one block of data or of the tree. */
    static byte[] digest(MessageDigest digest, byte[] salt, byte[] bytes, int offset) {
        digest.update(salt);
        digest.update(bytes, offset, HashTreeLayout.BLOCK_BYTES);
        return digest.digest();
    }

    /** Adds the next data block: 4096 bytes from {@code offset}. */
    void add(byte[] bytes, int offset) throws IOException {
        if (added == layout.dataBlocks()) {
            throw new IllegalStateException("All " + added + " blocks are there");
        }
        added++;
        put(0, digest(digest, salt, bytes, offset));
        if (added == layout.dataBlocks()) {
            finish();
        }
    }

    /** The digest of the top block; only after the last data block was added. */
    byte[] root() {
        if (added < layout.dataBlocks()) {
            throw new IllegalStateException("Only " + added + " of " + layout.dataBlocks() + " blocks are there");
        }
        return root.clone();
    }

    private void put(int level, byte[] entry) throws IOException {
        if (level == open.length) {
            root = entry;
            return;
        }
        System.arraycopy(
                entry, 0, open[level], digests[level] * HashTreeLayout.DIGEST_BYTES, HashTreeLayout.DIGEST_BYTES);
        if (++digests[level] == HashTreeLayout.DIGESTS) {
            flush(level);
        }
    }

    private void flush(int level) throws IOException {
        sink.put(next[level]++, open[level]);
        byte[] entry = digest(digest, salt, open[level], 0);
        Arrays.fill(open[level], (byte) 0);
        digests[level] = 0;
        put(level + 1, entry);
    }

    private void finish() throws IOException {
        for (int level = 0; level < open.length; level++) {
            if (digests[level] > 0) {
                flush(level);
            }
        }
    }
}
