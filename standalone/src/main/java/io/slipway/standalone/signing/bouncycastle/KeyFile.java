package io.slipway.standalone.signing.bouncycastle;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.key.bouncycastle.EcdsaP256SigningKey;
import io.slipway.metadata.key.bouncycastle.Ed25519SigningKey;
import io.slipway.standalone.StandaloneException;

/** A private signing key in a file: {@code ENCRYPTED PRIVATE KEY} in PEM (RFC 7468, RFC 5958) under AES-256 with a key derived by PBKDF2 (RFC 8018). */
public final class KeyFile {

    /** What OWASP recommends for PBKDF2 with HMAC-SHA-256. */
    private static final int ITERATIONS = 600_000;

    private static final int LEAST_PASSPHRASE = 8;

    private KeyFile() {}

    /**
     * Writes a new file that its owner alone can read.
     *
     * @throws StandaloneException if there is a file already: keys are never overwritten
     */
    public static void write(Path file, SigningKey key, char[] passphrase) throws IOException {
        if (passphrase.length < LEAST_PASSPHRASE) {
            throw new StandaloneException("The passphrase needs at least " + LEAST_PASSPHRASE + " characters.");
        }
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(new PKCS8Generator(
                    PrivateKeyInfoFactory.createPrivateKeyInfo(parameters(key)), encryptor(passphrase)));
        }
        requireAbsent(file);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text.toString());
        } catch (FileAlreadyExistsException e) {
            throw new StandaloneException("The key file " + file + " has just been made by somebody else.", e);
        }
    }

    /**
     * Checks that a key may be written.
     *
     * @throws StandaloneException if there is a file already
     */
    public static void requireAbsent(Path file) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new StandaloneException("The key file " + file + " exists already, and keys are never overwritten.");
        }
    }

    /**
     * Reads a file.
     *
     * @throws StandaloneException if it is no such file, or the passphrase is another
     */
    public static SigningKey read(Path file, char[] passphrase) throws IOException {
        if (!Files.exists(file)) {
            throw new StandaloneException("There is no key file " + file + "; ./slipway keys create makes one.");
        }
        try (PEMParser parser = new PEMParser(new StringReader(Files.readString(file)))) {
            if (!(parser.readObject() instanceof PKCS8EncryptedPrivateKeyInfo encrypted)) {
                throw new StandaloneException(file + " holds no encrypted private key in PEM.");
            }
            PrivateKeyInfo info = encrypted.decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                    .setProvider(new BouncyCastleProvider())
                    .build(passphrase));
            return key(file, PrivateKeyFactory.createKey(info));
        } catch (PKCSException | OperatorCreationException e) {
            throw new StandaloneException("The passphrase does not open " + file + ".", e);
        }
    }

    private static SigningKey key(Path file, AsymmetricKeyParameter parameters) {
        return switch (parameters) {
            case Ed25519PrivateKeyParameters key -> Ed25519SigningKey.of(key.getEncoded());
            case ECPrivateKeyParameters key -> EcdsaP256SigningKey.of(key.getD());
            default -> throw new StandaloneException(file + " holds a key that is neither Ed25519 nor ECDSA P-256.");
        };
    }

    private static AsymmetricKeyParameter parameters(SigningKey key) {
        return switch (key) {
            case Ed25519SigningKey ed25519 -> new Ed25519PrivateKeyParameters(ed25519.seed());
            case EcdsaP256SigningKey ecdsa -> new ECPrivateKeyParameters(ecdsa.privateValue(), p256());
            default -> throw new IllegalArgumentException("a key that is not in memory cannot be written");
        };
    }

    private static ECNamedDomainParameters p256() {
        return new ECNamedDomainParameters(
                X9ObjectIdentifiers.prime256v1, ECNamedCurveTable.getByOID(X9ObjectIdentifiers.prime256v1));
    }

    private static OutputEncryptor encryptor(char[] passphrase) {
        try {
            return new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                    .setProvider(new BouncyCastleProvider())
                    .setPRF(PKCS8Generator.PRF_HMACSHA256)
                    .setIterationCount(ITERATIONS)
                    .setPassword(passphrase)
                    .build();
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("Bouncy Castle knows AES-256", e);
        }
    }
}
