package io.slipway.client.bootloader.efibootguard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * One {@code BGENV.DAT}: kernel file and kernel parameters (255 UTF-16 units each), {@code in_progress} (1 byte), {@code ustate} (1), watchdog timeout (2),
 * revision (4), user variables, CRC-32 of all before it (4); little endian. Source: EFI Boot Guard {@code include/envdata.h}.
 *
 * <p>Of an environment whose checksum is wrong it tells whether only the fields that change with an update are at odds with it, as after a torn write.
 */
final class GuardEnvironment {

    /** Bytes without user variables. */
    static final int LEAST_BYTES = 1032;

    static final int MOST_BYTES = 1 << 20;
    static final int OK = 0;
    static final int INSTALLED = 1;
    static final int TESTING = 2;
    static final int FAILED = 3;

    private static final int IN_PROGRESS = 1020;
    private static final int USTATE = 1021;
    private static final int REVISION = 1024;
    private static final int CRC_BYTES = 4;

    private final byte[] bytes;

    GuardEnvironment(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    boolean isGood() {
        return buffer().getInt(bytes.length - CRC_BYTES) == checksum();
    }

    boolean isInProgress() {
        return bytes[IN_PROGRESS] == 1;
    }

    int ustate() {
        return bytes[USTATE];
    }

    /** 0 for an environment that failed; the bootloader takes the highest. */
    long revision() {
        return Integer.toUnsignedLong(buffer().getInt(REVISION));
    }

    /** The same kernel and variables in another state, with the right checksum. */
    GuardEnvironment with(int ustate, long revision) {
        GuardEnvironment next = new GuardEnvironment(bytes);
        next.bytes[IN_PROGRESS] = 0;
        next.bytes[USTATE] = (byte) ustate;
        next.buffer().putInt(REVISION, (int) revision);
        next.buffer().putInt(bytes.length - CRC_BYTES, next.checksum());
        return next;
    }

    /**
     * What a torn write left, if nothing else is wrong with it: some state near {@code revision} has the checksum that stands here.
     *
     * @param revision of the other environment
     */
    Optional<GuardEnvironment> mended(long revision) {
        int expected = buffer().getInt(bytes.length - CRC_BYTES);
        for (long candidate : new long[] {0, Math.max(0, revision - 1), revision, revision + 1, revision()}) {
            for (int ustate = OK; ustate <= FAILED; ustate++) {
                GuardEnvironment guess = with(ustate, candidate);
                if (guess.checksum() == expected) {
                    return Optional.of(guess);
                }
            }
        }
        return Optional.empty();
    }

    byte[] bytes() {
        return bytes.clone();
    }

    private ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private int checksum() {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, bytes.length - CRC_BYTES);
        return (int) crc.getValue();
    }
}
