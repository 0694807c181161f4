package io.slipway.client.provisioning.pkcs11;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import io.slipway.client.provisioning.DeviceKeys;

/**
 * A P-256 key in a PKCS #11 token, found again by the label {@value #LABEL}. The Java platform lists a private key only beside a certificate, so one that the key signed itself
 * is stored with it; it means nothing to anybody else.
 *
 * <p>The key is made for the session alone and gets into the token together with its label, so a loss of power while it is made leaves no key or one that is complete; at worst
 * one without its certificate, which is not found again and never used. One token for a process.
 */
public final class TokenKeys implements DeviceKeys {

    private static final String LABEL = "slipway-device";
    private static final String PROVIDER = "SunPKCS11-slipway";
    private static final int LONGEST_PIN = 256;
    private static final Instant NO_END = Instant.parse("9999-12-31T23:59:59Z"); // RFC 5280, section 4.1.2.5

    private final Path library;
    private final int slot;
    private final Path pin;

    /**
     * @param library PKCS #11 module
     * @param slot index in the module's list of slots
     * @param pin file with the user's PIN in its first line
     */
    public TokenKeys(Path library, int slot, Path pin) {
        this.library = library;
        this.slot = slot;
        this.pin = pin;
    }

    @Override
    public KeyPair key() throws IOException {
        try {
            KeyStore token = token();
            if (!token.isKeyEntry(LABEL)) {
                make(token);
            }
            return found(token);
        } catch (GeneralSecurityException | OperatorCreationException | ProviderException e) {
            throw unusable(e);
        }
    }

    @Override
    public PrivateKey privateKey() throws IOException {
        try {
            KeyStore token = token();
            if (!token.isKeyEntry(LABEL)) {
                throw new IOException("There is no key " + LABEL + " in the token behind " + library);
            }
            return found(token).getPrivate();
        } catch (GeneralSecurityException | ProviderException e) {
            throw unusable(e);
        }
    }

    private static KeyPair found(KeyStore token) throws GeneralSecurityException {
        return new KeyPair(token.getCertificate(LABEL).getPublicKey(), (PrivateKey) token.getKey(LABEL, null));
    }

    private void make(KeyStore token) throws GeneralSecurityException, OperatorCreationException, IOException {
        Provider module = provider();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", module);
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair key = generator.generateKeyPair();
        X500Name name = new X500Name("CN=" + LABEL);
        X509Certificate certificate = new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.ONE,
                                Date.from(Instant.EPOCH),
                                Date.from(NO_END),
                                name,
                                key.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withECDSA")
                                .setProvider(module)
                                .build(key.getPrivate())));
        token.setKeyEntry(LABEL, key.getPrivate(), null, new Certificate[] {certificate});
    }

    private KeyStore token() throws GeneralSecurityException, IOException {
        KeyStore token = KeyStore.getInstance("PKCS11", provider());
        char[] digits = readPin();
        try {
            token.load(null, digits);
        } finally {
            Arrays.fill(digits, ' ');
        }
        return token;
    }

    private char[] readPin() throws IOException {
        if (Files.size(pin) > LONGEST_PIN) {
            throw new IOException("The file " + pin + " is too long for a PIN");
        }
        return Files.readString(pin).strip().toCharArray();
    }

    /** Known to the whole program from its first use on: TLS looks for who can sign with a key among all providers. */
    private Provider provider() throws IOException {
        synchronized (TokenKeys.class) {
            Provider known = Security.getProvider(PROVIDER);
            if (known != null) {
                return known;
            }
            Provider general = Security.getProvider("SunPKCS11");
            if (general == null) {
                throw new IOException("This build of the client cannot use PKCS #11: it has no provider for it");
            }
            Provider module = general.configure("""
                    --name=slipway
                    library="%s"
                    slotListIndex=%d
                    attributes(generate,CKO_PRIVATE_KEY,*) = {
                      CKA_SENSITIVE = true
                      CKA_EXTRACTABLE = false
                      CKA_SIGN = true
                    }
                    """.formatted(library, slot));
            Security.addProvider(module);
            return module;
        }
    }

    private IOException unusable(Exception e) {
        return new IOException("The token behind " + library + " cannot be used: " + e.getMessage(), e);
    }
}
