package io.slipway.device.identity.bouncycastle;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Set;

import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

import io.slipway.device.identity.CertificateRequest;
import io.slipway.device.identity.CertificateRequestException;

/** Parses and verifies certificate requests (RFC 2986) with P-256 or Ed25519 keys. */
final class CertificateRequests {

    private static final Set<String> PEM_TYPES = Set.of("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST");
    private static final int P256_BITS = 256;

    private CertificateRequests() {}

    static CertificateRequest verify(String pem) throws CertificateRequestException {
        try {
            JcaPKCS10CertificationRequest request = new JcaPKCS10CertificationRequest(derOf(pem));
            requireSupported(request.getSubjectPublicKeyInfo());
            requireSupported(request.getSignatureAlgorithm());
            PublicKey key = request.getPublicKey();
            requirePointOfP256(key);
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                throw new CertificateRequestException(
                        "csr: the signature does not match the key, so the sender does not prove to have it");
            }
            return new CertificateRequest(key);
        } catch (IOException
                | GeneralSecurityException
                | OperatorCreationException
                | PKCSException
                | RuntimeException e) {
            throw new CertificateRequestException("csr: expected a PKCS#10 certificate request in PEM", e);
        }
    }

    private static byte[] derOf(String pem) throws IOException, CertificateRequestException {
        try (PemReader reader = new PemReader(new StringReader(pem))) {
            PemObject object = reader.readPemObject();
            if (object == null || !PEM_TYPES.contains(object.getType())) {
                throw new CertificateRequestException(
                        "csr: expected PEM that begins with -----BEGIN CERTIFICATE REQUEST-----");
            }
            return object.getContent();
        }
    }

    /** Before the key is built: Bouncy Castle and the platform know many more kinds. */
    private static void requireSupported(SubjectPublicKeyInfo key) throws CertificateRequestException {
        AlgorithmIdentifier algorithm = key.getAlgorithm();
        boolean isP256 = algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
                && SECObjectIdentifiers.secp256r1.equals(algorithm.getParameters());
        if (!isP256 && !algorithm.getAlgorithm().equals(EdECObjectIdentifiers.id_Ed25519)) {
            throw new CertificateRequestException("csr: expected a P-256 or Ed25519 key");
        }
    }

    private static void requireSupported(AlgorithmIdentifier signature) throws CertificateRequestException {
        if (!signature.getAlgorithm().equals(X9ObjectIdentifiers.ecdsa_with_SHA256)
                && !signature.getAlgorithm().equals(EdECObjectIdentifiers.id_Ed25519)) {
            String given = signature.getAlgorithm().equals(PKCSObjectIdentifiers.sha256WithRSAEncryption)
                    ? "RSA"
                    : signature.getAlgorithm().getId();
            throw new CertificateRequestException("csr: expected an ECDSA-SHA256 or Ed25519 signature, found " + given);
        }
    }

    private static void requirePointOfP256(PublicKey key) throws CertificateRequestException {
        if (key instanceof ECPublicKey ec
                && ec.getParams().getCurve().getField().getFieldSize() != P256_BITS) {
            throw new CertificateRequestException("csr: expected a key on the curve P-256");
        }
    }
}
