package io.slipway.device.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.slipway.device.identity.DeviceName;
import io.slipway.device.identity.Sha256;

/** The certificates seen last whose signature and subject were found good, because checking a signature takes longer than all the rest of a poll. */
final class RecentCertificates {

    private final Map<Sha256, DeviceName> devices;

    RecentCertificates(int most) {
        this.devices = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Sha256, DeviceName> eldest) {
                return size() > most;
            }
        };
    }

    synchronized Optional<DeviceName> find(Sha256 certificate) {
        return Optional.ofNullable(devices.get(certificate));
    }

    synchronized void remember(Sha256 certificate, DeviceName device) {
        devices.put(certificate, device);
    }
}
