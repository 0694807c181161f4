package io.slipway.engines.secret;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.slipway.engines.TlsIdentity;

/** Reads PEM files (RFC 7468) and writes the PKCS#12 stores that the engines read. */
public final class PemFiles {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private PemFiles() {}

    /** All certificates of a file in their order, at least one. */
    public static List<X509Certificate> certificates(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new IOException(file + " holds no certificate");
            }
            return certificates.stream().map(X509Certificate.class::cast).toList();
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " is no PEM file of certificates", e);
        }
    }

    /** Writes the key and certificate chain of a server. */
    public static void writeKeyStore(TlsIdentity identity, Path file, String password) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "server",
                    privateKey(identity.key()),
                    password.toCharArray(),
                    certificates(identity.certificate()).toArray(Certificate[]::new));
            write(store, file, password);
        } catch (GeneralSecurityException e) {
            throw new IOException("no key store could be made of " + identity, e);
        }
    }

    /** Writes the authorities that a server believes. */
    public static void writeTrustStore(Collection<Path> authorities, Path file, String password) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (Path authority : authorities) {
                for (X509Certificate certificate : certificates(authority)) {
                    store.setCertificateEntry("authority-" + number++, certificate);
                }
            }
            write(store, file, password);
        } catch (GeneralSecurityException e) {
            throw new IOException("no trust store could be made of " + authorities, e);
        }
    }

    private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        Matcher pem = KEY.matcher(Files.readString(file));
        if (!pem.find()) {
            throw new IOException(file + " holds no unencrypted PKCS#8 private key in PEM");
        }
        PKCS8EncodedKeySpec key =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
        try {
            return KeyFactory.getInstance("EC").generatePrivate(key);
        } catch (InvalidKeySpecException notElliptic) {
            return KeyFactory.getInstance("RSA").generatePrivate(key);
        }
    }

    private static void write(KeyStore store, Path file, String password) throws IOException, GeneralSecurityException {
        Files.deleteIfExists(file);
        Files.createFile(file, Credentials.ownerOnly());
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
    }
}
