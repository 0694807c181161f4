package io.slipway.metadata.key.bouncycastle;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.util.BigIntegers;

import io.slipway.metadata.key.SignatureScheme;
import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.key.VerificationKey;

/** An ECDSA private key on P-256 in memory. Thread-safe; signatures are deterministic (RFC 6979), so a weak source of randomness cannot leak the key. */
public final class EcdsaP256SigningKey implements SigningKey {

    private final BigInteger privateValue;
    private final VerificationKey verificationKey;

    private EcdsaP256SigningKey(BigInteger privateValue) {
        this.privateValue = privateValue;
        String pem = P256.toPem(P256.DOMAIN.getG().multiply(privateValue).normalize());
        this.verificationKey = VerificationKey.of(SignatureScheme.ECDSA_P256, pem);
    }

    /** A new key. */
    public static EcdsaP256SigningKey generate(SecureRandom random) {
        BigInteger highest = P256.DOMAIN.getN().subtract(BigInteger.ONE);
        return new EcdsaP256SigningKey(BigIntegers.createRandomInRange(BigInteger.ONE, highest, random));
    }

    /**
     * The key with this private value.
     *
     * @param privateValue the number d of the key, from 1 to the order of the curve less one
     */
    public static EcdsaP256SigningKey of(BigInteger privateValue) {
        if (privateValue.signum() <= 0 || privateValue.compareTo(P256.DOMAIN.getN()) >= 0) {
            throw new IllegalArgumentException("P-256 private value: expected 1 to n-1, found a number outside");
        }
        return new EcdsaP256SigningKey(privateValue);
    }

    /** The secret number d, for writing the key to its safe place. */
    public BigInteger privateValue() {
        return privateValue;
    }

    @Override
    public VerificationKey verificationKey() {
        return verificationKey;
    }

    @Override
    public byte[] sign(byte[] message) {
        var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(privateValue, P256.DOMAIN));
        BigInteger[] pair = signer.generateSignature(BouncyCastleVerifier.hash(message));
        try {
            return StandardDSAEncoding.INSTANCE.encode(P256.DOMAIN.getN(), pair[0], pair[1]);
        } catch (IOException e) {
            throw new IllegalStateException("a signature always has a DER form", e);
        }
    }

    @Override
    public String toString() {
        return "EcdsaP256SigningKey[" + verificationKey.id() + "]";
    }
}
