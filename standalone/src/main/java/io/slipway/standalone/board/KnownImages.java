package io.slipway.standalone.board;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The images that would come up on this board: a file of lines {@code <sha256> <title>}.
 *
 * <p>It stands for what a real machine finds out by trying: an image that is not written completely, byte for byte, does not boot. So the whole slot is
 * hashed, and only what is listed counts as bootable.
 */
public final class KnownImages {

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) (.{1,200})");
    private static final int BUFFER_BYTES = 1 << 20;

    private final Path file;

    public KnownImages(Path file) {
        this.file = file;
    }

    /**
     * Makes an image known.
     *
     * @param sha256 64 lower-case hexadecimal digits
     * @param title for people, for example {@code debian 2}
     */
    public void add(String sha256, String title) throws IOException {
        String line = sha256 + " " + title;
        if (!LINE.matcher(line).matches()) {
            throw new IllegalArgumentException("Not a digest and a title: " + line);
        }
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** The title of the image that {@code slot} holds, if it is a known one, whole and with nothing behind it. */
    public Optional<String> recognise(Path slot) throws IOException {
        if (!Files.isRegularFile(slot) || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        String digest = sha256(slot);
        return Files.readAllLines(file).stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .filter(line -> line.group(1).equals(digest))
                .map(line -> line.group(2))
                .findFirst();
    }

    /** Digest of a whole file, 64 lower-case hexadecimal digits. */
    public static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
