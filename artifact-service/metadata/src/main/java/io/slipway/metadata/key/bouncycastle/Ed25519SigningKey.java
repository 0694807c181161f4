package io.slipway.metadata.key.bouncycastle;

import java.security.SecureRandom;
import java.util.HexFormat;

import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

import io.slipway.metadata.key.SignatureScheme;
import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.key.VerificationKey;

/** An Ed25519 private key in memory (RFC 8032). Thread-safe; signatures are deterministic. */
public final class Ed25519SigningKey implements SigningKey {

    private final Ed25519PrivateKeyParameters parameters;
    private final VerificationKey verificationKey;

    private Ed25519SigningKey(Ed25519PrivateKeyParameters parameters) {
        this.parameters = parameters;
        String publicValue =
                HexFormat.of().formatHex(parameters.generatePublicKey().getEncoded());
        this.verificationKey = VerificationKey.of(SignatureScheme.ED25519, publicValue);
    }

    /** A new key. */
    public static Ed25519SigningKey generate(SecureRandom random) {
        return new Ed25519SigningKey(new Ed25519PrivateKeyParameters(random));
    }

    /**
     * The key with this seed.
     *
     * @param seed the 32 bytes that RFC 8032 calls the private key
     */
    public static Ed25519SigningKey of(byte[] seed) {
        if (seed.length != Ed25519PrivateKeyParameters.KEY_SIZE) {
            throw new IllegalArgumentException("Ed25519 seed: expected 32 bytes, found " + seed.length);
        }
        return new Ed25519SigningKey(new Ed25519PrivateKeyParameters(seed));
    }

    /** The 32 secret bytes, for writing the key to its safe place. */
    public byte[] seed() {
        return parameters.getEncoded();
    }

    @Override
    public VerificationKey verificationKey() {
        return verificationKey;
    }

    @Override
    public byte[] sign(byte[] message) {
        var signer = new Ed25519Signer();
        signer.init(true, parameters);
        signer.update(message, 0, message.length);
        return signer.generateSignature();
    }

    @Override
    public String toString() {
        return "Ed25519SigningKey[" + verificationKey.id() + "]";
    }
}
