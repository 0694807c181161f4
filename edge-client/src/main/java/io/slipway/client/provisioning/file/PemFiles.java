package io.slipway.client.provisioning.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys as PEM (RFC 7468). */
public final class PemFiles {

    private static final int MAX_FILE_BYTES = 1024 * 1024;
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private PemFiles() {}

    /** All certificates in {@code file}, at least one. */
    public static List<X509Certificate> certificates(Path file) throws IOException {
        return certificates(read(file), file.toString());
    }

    /** All certificates in {@code pem}, at least one; {@code where} is for the message if there is none. */
    static List<X509Certificate> certificates(String pem, String where) throws IOException {
        try {
            List<X509Certificate> certificates = new ArrayList<>();
            for (var certificate : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))) {
                certificates.add((X509Certificate) certificate);
            }
            if (certificates.isEmpty()) {
                throw new IOException("There is no certificate in " + where);
            }
            return certificates;
        } catch (CertificateException e) {
            throw new IOException("There is a certificate that cannot be read in " + where + ": " + e.getMessage(), e);
        }
    }

    /** A new P-256 key. */
    static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has P-256", e);
        }
    }

    /** The key as PKCS #8 and its public half, in two PEM blocks. */
    static String format(KeyPair key) {
        return block("PRIVATE KEY", key.getPrivate().getEncoded())
                + block("PUBLIC KEY", key.getPublic().getEncoded());
    }

    /** The private key of an elliptic curve in {@code file}. */
    static PrivateKey privateKey(Path file) throws IOException {
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(content("PRIVATE KEY", file)));
        } catch (GeneralSecurityException e) {
            throw new IOException("The key in " + file + " is not an elliptic curve key in PKCS #8", e);
        }
    }

    /** The pair that {@link #format} wrote to {@code file}. */
    static KeyPair keyPair(Path file) throws IOException {
        try {
            PublicKey half =
                    KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(content("PUBLIC KEY", file)));
            return new KeyPair(half, privateKey(file));
        } catch (GeneralSecurityException e) {
            throw new IOException("The public key in " + file + " cannot be read", e);
        }
    }

    static String read(Path file) throws IOException {
        long size = Files.size(file);
        if (size > MAX_FILE_BYTES) {
            throw new IOException(file + " has " + size + " bytes, more than a file of this kind may have");
        }
        return Files.readString(file, StandardCharsets.US_ASCII);
    }

    private static String block(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + BASE64.encodeToString(content) + "\n-----END " + label + "-----\n";
    }

    private static byte[] content(String label, Path file) throws IOException {
        Matcher block = Pattern.compile("-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]+)-----END " + label + "-----")
                .matcher(read(file));
        if (!block.find()) {
            throw new IOException("There is no " + label + " in " + file);
        }
        try {
            return Base64.getMimeDecoder().decode(block.group(1));
        } catch (IllegalArgumentException e) {
            throw new IOException("The " + label + " in " + file + " is not Base64", e);
        }
    }
}
