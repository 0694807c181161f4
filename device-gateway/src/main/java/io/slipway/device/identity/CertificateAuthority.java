package io.slipway.device.identity;

import java.security.cert.X509Certificate;
import java.util.Collection;

/** The authorities of the tenants: each signs, and vouches for, the certificates of its own tenant's devices only. */
public interface CertificateAuthority {

    /**
     * Parses a request and checks its proof of possession (RFC 2986, section 4.2).
     *
     * @param pem a PKCS#10 request with a P-256 or Ed25519 key; its subject is ignored
     * @throws CertificateRequestException if it is anything else
     */
    CertificateRequest verify(String pem) throws CertificateRequestException;

    /**
     * Signs a client certificate {@code O=<tenant>, CN=<deviceId>} for the key in {@code request}. Computes for about a millisecond, does no I/O.
     *
     * @throws IllegalArgumentException if the tenant has no authority
     */
    IssuedCertificate issue(DeviceName device, CertificateRequest request);

    /** Whether the authority of {@code tenant}, and not another tenant's, signed {@code certificate}. */
    boolean vouchesFor(Tenant tenant, X509Certificate certificate);

    /** Whether there is an authority for {@code tenant}. */
    boolean serves(Tenant tenant);

    /** The signing certificates of all tenants: what the TLS server for devices trusts. */
    Collection<X509Certificate> trusted();
}
