package io.slipway.client.provisioning;

import java.io.IOException;

import io.slipway.client.log.EventLog;

/** Turns a token into the device's certificate. */
public final class EnrolDevice {

    private final IdentityStore store;
    private final CertificateRequests requests;
    private final EnrolmentAuthority authority;
    private final EventLog log;

    public EnrolDevice(IdentityStore store, CertificateRequests requests, EnrolmentAuthority authority, EventLog log) {
        this.store = store;
        this.requests = requests;
        this.authority = authority;
        this.log = log;
    }

    /**
     * Enrols the device; does nothing if it is enrolled already. Can be repeated after a crash at any point: the key stays the same.
     *
     * @throws EnrolmentRefusedException if there is no token or the gateway does not accept it
     * @throws IOException if the gateway cannot be reached; trying again may help
     */
    public void enrol(String deviceId, String deviceType) throws IOException, EnrolmentRefusedException {
        if (store.identity().isPresent()) {
            return;
        }
        String token = store.token()
                .orElseThrow(() ->
                        new EnrolmentRefusedException("The device has neither a certificate nor an enrolment token"));
        String request = requests.request(store.key(), deviceId);
        store.complete(authority.enrol(token, deviceId, deviceType, request), deviceId);
        log.info("device enrolled", "deviceId", deviceId);
    }
}
