package io.slipway.standalone.operator.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.slipway.metadata.canonical.JsonLimits;
import io.slipway.metadata.canonical.JsonReader;
import io.slipway.metadata.canonical.JsonText;
import io.slipway.metadata.key.VerificationKey;
import io.slipway.standalone.StandaloneException;

/** The public half of a key in a file, as it stands in metadata (TUF 1.0 section 4.2). It is no secret. */
public final class PublicKeyFile {

    private PublicKeyFile() {}

    /** The file beside the file of the private key: {@code root.pub} beside {@code root.pem}. */
    public static Path beside(Path privateKey) {
        String name = privateKey.getFileName().toString();
        return privateKey.resolveSibling(name.replaceFirst("\\.pem$", "") + ".pub");
    }

    public static void write(Path file, VerificationKey key) throws IOException {
        Files.write(file, JsonText.bytes(key.document()));
    }

    /**
     * Reads a file.
     *
     * @throws StandaloneException if it is no such file
     */
    public static VerificationKey read(Path file) throws IOException {
        try {
            return VerificationKey.read(JsonReader.readObject(Files.readAllBytes(file), JsonLimits.MESSAGE));
        } catch (IllegalArgumentException e) {
            throw new StandaloneException(file + " holds no public key: " + e.getMessage() + ".", e);
        }
    }
}
