package io.slipway.device.identity;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.slipway.device.identity.EnrolmentOutcome.Enrolled;
import io.slipway.device.identity.EnrolmentOutcome.KeyRevoked;
import io.slipway.device.identity.EnrolmentOutcome.NotEnrolled;
import io.slipway.device.identity.EnrolmentOutcome.RequestUnusable;
import io.slipway.device.identity.EnrolmentOutcome.TooManyCertificates;

/** Gives a device that proves itself by its present certificate the next one, for the same key or a new one. */
public final class RenewCertificate {

    private final IdentityLedger ledger;
    private final CertificateAuthority authority;

    public RenewCertificate(IdentityLedger ledger, CertificateAuthority authority) {
        this.ledger = ledger;
        this.authority = authority;
    }

    /**
     * Issues a certificate for {@code csr}. The device's earlier certificates stay valid until they expire.
     *
     * @param device the device, taken from its verified client certificate
     * @param csr a PKCS#10 request in PEM, not yet verified
     */
    public CompletionStage<EnrolmentOutcome> renew(DeviceName device, String csr) {
        return ledger.renew(device, known -> decide(device, csr, known));
    }

    private EnrolmentOutcome decide(DeviceName name, String csr, EnrolmentRecords known) {
        Optional<DeviceIdentity> present = known.device().filter(device -> !device.isRevoked());
        if (present.isEmpty()) {
            return new NotEnrolled(name);
        }
        if (known.certificates().areTooMany()) {
            return new TooManyCertificates(name);
        }
        CertificateRequest request;
        try {
            request = authority.verify(csr);
        } catch (CertificateRequestException e) {
            return new RequestUnusable(String.valueOf(e.getMessage()));
        }
        Sha256 key = request.publicKeySha256();
        if (known.certificates().revokedKeys().contains(key)) {
            return new KeyRevoked(name);
        }
        DeviceIdentity before = present.get();
        DeviceIdentity device =
                new DeviceIdentity(name, before.type(), key, before.tokenId(), before.enrolledAt(), Optional.empty());
        return new Enrolled(device, authority.issue(name, request), false);
    }
}
