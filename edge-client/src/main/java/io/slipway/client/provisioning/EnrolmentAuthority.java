package io.slipway.client.provisioning;

import java.io.IOException;

/** Gives certificates to devices that show a token. */
public interface EnrolmentAuthority {

    /**
     * Asks for a certificate.
     *
     * @param request certificate request, PEM
     * @throws EnrolmentRefusedException if the answer is no; asking again with the same gives the same answer
     * @throws IOException if there is no usable answer
     */
    Enrolment enrol(String token, String deviceId, String deviceType, String request)
            throws IOException, EnrolmentRefusedException;
}
