package io.slipway.client.provisioning;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Who the device is: its key and the certificate that the tenant's authority gave it, subject {@code O=<tenant>, CN=<deviceId>}.
 *
 * @param chain the device's own certificate first
 */
public record DeviceIdentity(String tenant, String deviceId, PrivateKey key, List<X509Certificate> chain) {

    public DeviceIdentity {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("An identity has at least one certificate");
        }
    }

    /** Says nothing about the key. */
    @Override
    public String toString() {
        return tenant + "/" + deviceId;
    }
}
