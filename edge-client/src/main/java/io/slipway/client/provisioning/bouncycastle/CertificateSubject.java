package io.slipway.client.provisioning.bouncycastle;

import java.io.IOException;
import java.security.cert.X509Certificate;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/**
 * The names in the subject of a device certificate.
 *
 * @param tenant the organisation
 * @param deviceId the common name
 */
public record CertificateSubject(String tenant, String deviceId) {

    /** Reads exactly one organisation and one common name. */
    public static CertificateSubject of(X509Certificate certificate) throws IOException {
        X500Name subject =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        return new CertificateSubject(only(subject, BCStyle.O), only(subject, BCStyle.CN));
    }

    private static String only(X500Name subject, ASN1ObjectIdentifier type) throws IOException {
        RDN[] names = subject.getRDNs(type);
        if (names.length != 1) {
            throw new IOException(
                    "The device certificate has the subject " + subject + ", expected O=<tenant>, CN=<deviceId>");
        }
        return IETFUtils.valueToString(names[0].getFirst().getValue());
    }
}
