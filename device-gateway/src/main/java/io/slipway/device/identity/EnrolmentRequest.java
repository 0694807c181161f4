package io.slipway.device.identity;

/**
 * What a device sends to become known.
 *
 * @param csr a PKCS#10 request in PEM, not yet verified, at most {@value #MOST_CSR_CHARACTERS} characters
 */
public record EnrolmentRequest(TokenSecret token, DeviceId deviceId, DeviceType deviceType, String csr) {

    /** A P-256 or Ed25519 request has less than 1 KiB. */
    public static final int MOST_CSR_CHARACTERS = 8 * 1024;

    public EnrolmentRequest {
        if (csr.length() > MOST_CSR_CHARACTERS) {
            throw new IllegalArgumentException(
                    "csr: expected at most " + MOST_CSR_CHARACTERS + " characters, found " + csr.length());
        }
    }
}
