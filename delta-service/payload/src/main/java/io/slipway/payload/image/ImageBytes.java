package io.slipway.payload.image;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The bytes of an image, readable at any offset without being held on the heap.
 *
 * <p>All integers are little-endian, as in the filesystems that are read with it. Safe for use by several threads.
 */
public final class ImageBytes {

    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment segment;

    private ImageBytes(MemorySegment segment) {
        this.segment = segment.asReadOnly();
    }

    /**
     * Maps a file. The file must not shrink while the arena is open.
     *
     * @param arena what closes the mapping
     * @throws IOException if the file cannot be read
     */
    public static ImageBytes map(Path file, Arena arena) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new ImageBytes(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
        }
    }

    /** Views an array, which the caller does not change afterwards. */
    public static ImageBytes of(byte[] bytes) {
        return new ImageBytes(MemorySegment.ofArray(bytes));
    }

    /** Views memory, which nobody changes afterwards. */
    public static ImageBytes of(MemorySegment bytes) {
        return new ImageBytes(bytes);
    }

    /** Length in bytes. */
    public long length() {
        return segment.byteSize();
    }

    /**
     * The part of {@code length} bytes from {@code offset} on.
     *
     * @throws UnreadableImageException if it is not wholly inside
     */
    public ImageBytes slice(long offset, long length) throws UnreadableImageException {
        check(offset, length);
        return new ImageBytes(segment.asSlice(offset, length));
    }

    /**
     * A copy of {@code length} bytes from {@code offset} on.
     *
     * @throws UnreadableImageException if they are not wholly inside; no memory was taken
     */
    public byte[] bytes(long offset, int length) throws UnreadableImageException {
        check(offset, length);
        byte[] copy = new byte[length];
        MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, offset, copy, 0, length);
        return copy;
    }

    /**
     * Copies the bytes from {@code offset} on into a part of an array.
     *
     * @throws UnreadableImageException if they are not wholly inside
     */
    public void copy(long offset, byte[] target, int from, int length) throws UnreadableImageException {
        check(offset, length);
        MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, offset, target, from, length);
    }

    /** Whether the bytes from {@code offset} on are those of a part of an array; not if some are outside. */
    public boolean equals(long offset, byte[] other, int from, int length) {
        return offset >= 0
                && length <= segment.byteSize() - offset
                && MemorySegment.mismatch(
                                segment, offset, offset + length, MemorySegment.ofArray(other), from, from + length)
                        < 0;
    }

    /**
     * The {@code length} bytes from {@code offset} on as a stream, which need not be closed.
     *
     * @throws UnreadableImageException if they are not wholly inside
     */
    public InputStream stream(long offset, long length) throws UnreadableImageException {
        return new ImageBytesStream(slice(offset, length));
    }

    /**
     * The byte at {@code offset}, 0 to 255.
     *
     * @throws UnreadableImageException if it is outside
     */
    public int u8(long offset) throws UnreadableImageException {
        check(offset, 1);
        return segment.get(ValueLayout.JAVA_BYTE, offset) & 0xff;
    }

    /**
     * The 16-bit integer at {@code offset}, 0 to 65535.
     *
     * @throws UnreadableImageException if it is not wholly inside
     */
    public int u16(long offset) throws UnreadableImageException {
        check(offset, 2);
        return segment.get(SHORT, offset) & 0xffff;
    }

    /**
     * The unsigned 32-bit integer at {@code offset}.
     *
     * @throws UnreadableImageException if it is not wholly inside
     */
    public long u32(long offset) throws UnreadableImageException {
        check(offset, 4);
        return segment.get(INT, offset) & 0xffff_ffffL;
    }

    /**
     * The 64-bit integer at {@code offset}.
     *
     * @throws UnreadableImageException if it is not wholly inside, or above {@link Long#MAX_VALUE}
     */
    public long u63(long offset) throws UnreadableImageException {
        check(offset, 8);
        long value = segment.get(LONG, offset);
        if (value < 0) {
            throw new UnreadableImageException("a 64-bit number at offset " + offset + " is out of range");
        }
        return value;
    }

    private void check(long offset, long length) throws UnreadableImageException {
        if (offset < 0 || length < 0 || length > segment.byteSize() - offset) {
            throw new UnreadableImageException(
                    "it points to " + length + " bytes at offset " + offset + " of " + segment.byteSize());
        }
    }
}
