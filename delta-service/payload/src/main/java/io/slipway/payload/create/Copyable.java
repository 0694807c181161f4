package io.slipway.payload.create;

import java.lang.foreign.MemorySegment;

/**
 * What scripts copy from, one behind the other.
 *
 * @param source unpacked
 * @param image the source as it is
 * @param target unpacked
 */
record Copyable(MemorySegment source, MemorySegment image, MemorySegment target) {

    /** Where copies from the target begin to count. */
    long targetBegin() {
        return source.byteSize() + image.byteSize();
    }

    /** Bytes that are all in one of the three. */
    MemorySegment slice(long from, long length) {
        if (from < source.byteSize()) {
            return source.asSlice(from, length);
        }
        return from < targetBegin()
                ? image.asSlice(from - source.byteSize(), length)
                : target.asSlice(from - targetBegin(), length);
    }
}
