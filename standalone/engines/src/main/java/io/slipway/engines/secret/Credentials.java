package io.slipway.engines.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A random secret that is made once and kept in a file which only the owner can read. */
public record Credentials(Path file) {

    private static final int BYTES = 20;

    /** The attribute of a new file that only its owner can read and write. */
    public static FileAttribute<?> ownerOnly() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    }

    /** The secret: 40 hexadecimal digits. Made at the first call. */
    public String secret() throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            Path directory = Files.createDirectories(file.toAbsolutePath().getParent());
            Path written = Files.createTempFile(directory, "secret", ".new", ownerOnly());
            Files.writeString(written, HexFormat.of().formatHex(random));
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }
}
