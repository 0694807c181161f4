package io.slipway.client.provisioning;

import java.io.IOException;
import java.security.KeyPair;
import java.util.Optional;

/** Keeps key, certificate, broker address and, until it is used up, the enrolment token. */
public interface IdentityStore {

    /** The device's identity, if it is enrolled. */
    Optional<DeviceIdentity> identity() throws IOException;

    /** The device's key; made at the first call and kept from then on. */
    KeyPair key() throws IOException;

    /** The token, if one was provisioned and not used up. */
    Optional<String> token() throws IOException;

    /**
     * Keeps the certificate and removes the token; the certificate is durable before the token goes.
     *
     * @throws EnrolmentRefusedException if the certificate is not one for the device's key and {@code deviceId}
     */
    void complete(Enrolment enrolment, String deviceId) throws IOException, EnrolmentRefusedException;

    /** The broker's address as the gateway gave it at enrolment. */
    Optional<String> broker() throws IOException;
}
