package io.slipway.metadata.key.bouncycastle;

import java.io.IOException;
import java.math.BigInteger;
import java.util.HexFormat;

import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.key.SignatureScheme;
import io.slipway.metadata.key.SignatureVerifier;
import io.slipway.metadata.key.VerificationKey;

/** Verifies Ed25519 and ECDSA P-256 signatures. Stateless. */
public final class BouncyCastleVerifier implements SignatureVerifier {

    /** The older spelling of the key type, which earlier revisions of TUF used for ECDSA on P-256. */
    private static final String OLDER_ECDSA = "ecdsa-sha2-nistp256";

    @Override
    public boolean verifies(VerificationKey key, byte[] message, byte[] signature) {
        try {
            if (is(key, SignatureScheme.ED25519)) {
                return verifiesEd25519(key.publicValue(), message, signature);
            }
            boolean older = key.keyType().equals(OLDER_ECDSA) && key.scheme().equals(SignatureScheme.ECDSA_P256.word());
            if (older || is(key, SignatureScheme.ECDSA_P256)) {
                return verifiesEcdsa(key.publicValue(), message, signature);
            }
            return false;
        } catch (RuntimeException | IOException e) {
            // A key or signature that is not of its scheme's form proves nothing. Decoders of hostile bytes throw many
            // types, even ClassCastException.
            return false;
        }
    }

    private static boolean is(VerificationKey key, SignatureScheme scheme) {
        return key.keyType().equals(scheme.keyType()) && key.scheme().equals(scheme.word());
    }

    private static boolean verifiesEd25519(String publicValue, byte[] message, byte[] signature) {
        byte[] encoded = HexFormat.of().parseHex(publicValue);
        if (encoded.length != Ed25519PublicKeyParameters.KEY_SIZE) {
            return false;
        }
        var signer = new Ed25519Signer();
        signer.init(false, new Ed25519PublicKeyParameters(encoded));
        signer.update(message, 0, message.length);
        return signer.verifySignature(signature);
    }

    private static boolean verifiesEcdsa(String publicValue, byte[] message, byte[] signature) throws IOException {
        var signer = new ECDSASigner();
        signer.init(false, P256.fromPem(publicValue));
        BigInteger[] pair = StandardDSAEncoding.INSTANCE.decode(P256.DOMAIN.getN(), signature);
        return signer.verifySignature(hash(message), pair[0], pair[1]);
    }

    static byte[] hash(byte[] message) {
        return HexFormat.of().parseHex(Sha256.of(message).hex());
    }
}
