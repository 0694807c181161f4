package io.slipway.device.session.http;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import io.slipway.device.problem.http.Problem;
import io.slipway.device.session.Admission.Admitted;
import io.slipway.device.session.Admission.NotYetKnown;
import io.slipway.device.session.Admission.Refused;
import io.slipway.device.session.ClientCertificates;

/** Guards everything below {@code /device/}: TLS always, and a client certificate but for enrolment, where the device does not have one yet. */
class DeviceFilter {

    private static final String DEVICE_PATHS = "/device/";
    private static final String ENROLMENT = "/device/v1/enrol";
    private static final int RETRY_SECONDS = 5;

    private final ClientCertificates certificates;
    private final CurrentDevice device;

    DeviceFilter(ClientCertificates certificates, CurrentDevice device) {
        this.certificates = certificates;
        this.device = device;
    }

    @ServerRequestFilter(preMatching = true, nonBlocking = true)
    public void admit(ContainerRequestContext context, HttpServerRequest request) {
        String path = context.getUriInfo().getPath();
        if (!path.startsWith(DEVICE_PATHS)) {
            return;
        }
        if (!request.isSSL()) {
            throw Problem.of(
                    Status.FORBIDDEN,
                    "tls-required",
                    "Devices must use TLS",
                    "Paths below /device/ are served on the TLS port only.");
        }
        if (path.equals(ENROLMENT)) {
            return;
        }
        X509Certificate certificate = certificateOf(request)
                .orElseThrow(() -> Problem.of(
                        Status.UNAUTHORIZED,
                        "client-certificate-required",
                        "A client certificate is required",
                        "Enrol at POST " + ENROLMENT + " and use the certificate of the answer."));
        switch (certificates.judge(certificate)) {
            case Admitted admitted -> device.set(admitted.device());
            case Refused refused ->
                throw Problem.of(
                        Status.FORBIDDEN,
                        refused.reason().code(),
                        "The client certificate is not accepted",
                        refused.reason().sentence());
            case NotYetKnown notYet ->
                throw Problem.begin(
                                Status.SERVICE_UNAVAILABLE,
                                "revocations-not-known-yet",
                                "Revocations are not known yet",
                                "The gateway has just started. Ask again in a few seconds.")
                        .withHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                        .build();
        }
    }

    private static Optional<X509Certificate> certificateOf(HttpServerRequest request) {
        try {
            Certificate[] chain = request.sslSession().getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate certificate
                    ? Optional.of(certificate)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }
}
