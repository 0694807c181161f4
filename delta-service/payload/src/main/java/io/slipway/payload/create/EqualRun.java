package io.slipway.payload.create;

import java.lang.foreign.MemorySegment;

/** How far two parts of the same length agree. */
final class EqualRun {

    private EqualRun() {}

    /** How many bytes from {@code at} on are the same; 0 if the first is not. */
    static long length(MemorySegment one, MemorySegment other, long at) {
        long length = one.byteSize();
        long mismatch = MemorySegment.mismatch(one, at, length, other, at, length);
        return mismatch < 0 ? length - at : mismatch;
    }
}
