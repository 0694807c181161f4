package io.slipway.client.provisioning;

import java.security.KeyPair;

/** Writes certificate requests. */
public interface CertificateRequests {

    /** A PKCS #10 request for the subject {@code CN=<deviceId>}, signed with the key, as PEM. */
    String request(KeyPair key, String deviceId);
}
