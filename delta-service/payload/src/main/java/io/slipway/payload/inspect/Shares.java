package io.slipway.payload.inspect;

import java.util.BitSet;

/** Shares out packed bytes in proportion to what was unpacked of them, without losing one. Not thread-safe. */
final class Shares {

    private final long[] used;
    private final BitSet users = new BitSet();
    private long total;

    /** @param count of those that may have a share */
    Shares(int count) {
        used = new long[count];
    }

    /** Somebody used unpacked bytes. */
    void use(int user, long bytes) {
        used[user] += bytes;
        users.set(user);
        total += bytes;
    }

    /**
     * Adds to each what it used of the packed bytes, and begins anew.
     *
     * @return how many were shared out: all, unless nobody used any
     */
    long shareOut(long packed, long[] shares) {
        long before = 0;
        long given = 0;
        for (int user = users.nextSetBit(0); user >= 0; user = users.nextSetBit(user + 1)) {
            before += used[user];
            long upToHere = packed * before / total;
            shares[user] += upToHere - given;
            given = upToHere;
            used[user] = 0;
        }
        users.clear();
        total = 0;
        return given;
    }
}
