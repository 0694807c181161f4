package io.slipway.client.bootloader;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

import io.slipway.client.bootloader.UpdateBootloader.Outcome.Refused;
import io.slipway.client.slot.SlotName;

/**
 * Updates the bootloader itself: writes the copy that is not active, reads it back from its place, and only then makes it the active one. The copy that
 * runs is never written, and stays as it is when the other becomes active. Cut off at any instant, the ROM starts a whole copy, the old or the new one, and
 * the same call goes on.
 */
public final class UpdateBootloader {

    private static final int CHUNK = 1 << 20;

    private final BootloaderCopies copies;

    public UpdateBootloader(BootloaderCopies copies) {
        this.copies = copies;
    }

    /** How it ended. */
    public sealed interface Outcome {

        /** @param active the copy that holds the image and is started from now on */
        record Updated(SlotName active) implements Outcome {}

        /** @param active the copy that holds the image already */
        record UpToDate(SlotName active) implements Outcome {}

        /** The active copy is what it was. */
        record Refused(String detail) implements Outcome {}
    }

    /**
     * Makes {@code image} the active bootloader.
     *
     * @param image exactly {@code length} bytes; read once at most, not closed
     * @param sha256 of the image, 64 lower-case hexadecimal digits
     * @throws IOException if a copy cannot be read or written
     */
    public Outcome update(InputStream image, long length, String sha256) throws IOException {
        Optional<Refused> refusal = write(image, length, sha256);
        return refusal.isPresent() ? refusal.get() : select(length, sha256);
    }

    /**
     * Writes {@code image} into the copy that is not active, unless one of the two holds it already, and reads it back.
     *
     * @return why no copy holds it, if none does
     */
    public Optional<Refused> write(InputStream image, long length, String sha256) throws IOException {
        SlotName active = copies.active();
        SlotName target = active.opposite();
        if (length > copies.capacity(target)) {
            return Optional.of(new Refused("the bootloader has %d bytes, copy %s holds %d"
                    .formatted(length, target, copies.capacity(target))));
        }
        if (holds(active, length, sha256) || holds(target, length, sha256)) {
            return Optional.empty();
        }
        write(image, length, target);
        String written = digest(target, length);
        return written.equals(sha256)
                ? Optional.empty()
                : Optional.of(new Refused(
                        "copy %s reads back with SHA-256 %s, expected %s".formatted(target, written, sha256)));
    }

    /** Makes the copy active that {@link #write} has filled. Writes to none. */
    public Outcome select(long length, String sha256) throws IOException {
        SlotName active = copies.active();
        SlotName target = active.opposite();
        if (holds(active, length, sha256)) {
            return new Outcome.UpToDate(active);
        }
        if (!holds(target, length, sha256)) {
            return new Refused("copy %s does not hold the bootloader with SHA-256 %s".formatted(target, sha256));
        }
        copies.activate(target);
        return copies.active() == target
                ? new Outcome.Updated(target)
                : new Refused("copy %s did not become the active one".formatted(target));
    }

    private boolean holds(SlotName copy, long length, String sha256) throws IOException {
        return length <= copies.capacity(copy) && digest(copy, length).equals(sha256);
    }

    private void write(InputStream image, long length, SlotName target) throws IOException {
        for (long offset = 0; offset < length; ) {
            byte[] chunk = image.readNBytes((int) Math.min(CHUNK, length - offset));
            if (chunk.length == 0) {
                throw new IOException("the bootloader ends after " + offset + " of " + length + " bytes");
            }
            copies.write(target, offset, chunk);
            offset += chunk.length;
        }
    }

    private String digest(SlotName copy, long length) throws IOException {
        MessageDigest sha256 = sha256();
        for (long offset = 0; offset < length; offset += CHUNK) {
            sha256.update(copies.read(copy, offset, (int) Math.min(CHUNK, length - offset)));
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
