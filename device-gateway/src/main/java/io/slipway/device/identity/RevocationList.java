package io.slipway.device.identity;

import java.util.Set;

/**
 * Everything that is revoked and has not expired.
 *
 * @param certificates digests of revoked certificates
 * @param devices devices whose identity was taken away and that have not enrolled again
 */
public record RevocationList(Set<Sha256> certificates, Set<DeviceName> devices) {

    public RevocationList {
        certificates = Set.copyOf(certificates);
        devices = Set.copyOf(devices);
    }
}
