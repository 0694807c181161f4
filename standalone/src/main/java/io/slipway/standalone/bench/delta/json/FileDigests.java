package io.slipway.standalone.bench.delta.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** SHA-256 of files, each read once while the program runs. For one thread. */
public final class FileDigests {

    private final Map<Path, String> known = new HashMap<>();

    /** The digest of a file in hexadecimal. Blocks. */
    public String of(Path file) throws IOException {
        Path real = file.toRealPath();
        String digest = known.get(real);
        if (digest == null) {
            MessageDigest sha256 = sha256();
            try (InputStream in = Files.newInputStream(real)) {
                in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), sha256));
            }
            digest = HexFormat.of().formatHex(sha256.digest());
            known.put(real, digest);
        }
        return digest;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
