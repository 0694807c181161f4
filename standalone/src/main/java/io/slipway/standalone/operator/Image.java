package io.slipway.standalone.operator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.target.Content;
import io.slipway.standalone.Reason;
import io.slipway.standalone.StandaloneException;

/**
 * A local image file with what was computed from it here.
 *
 * @param file the image
 * @param content its length and digest
 */
public record Image(Path file, Content content) {

    private static final int BUFFER = 1 << 20;

    /**
     * Reads the whole file.
     *
     * @throws StandaloneException if it is missing or empty
     */
    public static Image of(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new StandaloneException("There is no image file " + file + ".");
        }
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            long length = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                length += read;
            }
            if (length == 0) {
                throw new StandaloneException("The image file " + file + " is empty.");
            }
            return new Image(file, new Content(length, new Sha256(HexFormat.of().formatHex(digest.digest()))));
        } catch (IOException e) {
            throw new StandaloneException("The image file " + file + " cannot be read: " + Reason.of(e) + ".", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
