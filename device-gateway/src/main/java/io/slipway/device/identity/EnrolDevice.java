package io.slipway.device.identity;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.slipway.device.identity.EnrolmentOutcome.DeviceTaken;
import io.slipway.device.identity.EnrolmentOutcome.Enrolled;
import io.slipway.device.identity.EnrolmentOutcome.KeyRevoked;
import io.slipway.device.identity.EnrolmentOutcome.RequestUnusable;
import io.slipway.device.identity.EnrolmentOutcome.TokenRefused;
import io.slipway.device.identity.EnrolmentOutcome.TooManyCertificates;

/**
 * Makes a device known and gives it a certificate.
 *
 * <p>It may be repeated: the same device with the same key gets a new certificate and uses nothing of the token that it came with. Another key under the same
 * device id is refused until an operator has revoked the old identity, and a revoked key never comes back.
 */
public final class EnrolDevice {

    private final IdentityLedger ledger;
    private final CertificateAuthority authority;
    private final Clock clock;

    public EnrolDevice(IdentityLedger ledger, CertificateAuthority authority, Clock clock) {
        this.ledger = ledger;
        this.authority = authority;
        this.clock = clock;
    }

    /** Decides about {@code request} and, if it is granted, stores the identity and its event before it completes. */
    public CompletionStage<EnrolmentOutcome> enrol(EnrolmentRequest request) {
        return ledger.enrol(request.token().id(), request.deviceId(), known -> decide(request, known));
    }

    private EnrolmentOutcome decide(EnrolmentRequest request, EnrolmentRecords known) {
        if (known.token().isEmpty()) {
            return new TokenRefused(TokenFault.UNKNOWN);
        }
        EnrolmentToken token = known.token().get();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<TokenFault> fault = token.faultFor(request, now);
        if (fault.isPresent()) {
            return new TokenRefused(fault.get());
        }
        CertificateRequest certificateRequest;
        try {
            certificateRequest = authority.verify(request.csr());
        } catch (CertificateRequestException e) {
            return new RequestUnusable(String.valueOf(e.getMessage()));
        }
        return decide(request, certificateRequest, token, known, now);
    }

    private EnrolmentOutcome decide(
            EnrolmentRequest request,
            CertificateRequest certificateRequest,
            EnrolmentToken token,
            EnrolmentRecords known,
            Instant now) {
        DeviceName name = new DeviceName(token.tenant(), request.deviceId());
        Sha256 key = certificateRequest.publicKeySha256();
        if (known.certificates().revokedKeys().contains(key)) {
            return new KeyRevoked(name);
        }
        Optional<DeviceIdentity> present = known.device().filter(device -> !device.isRevoked());
        if (present.isPresent() && !present.get().publicKey().equals(key)) {
            return new DeviceTaken(name);
        }
        boolean repeated = present.isPresent() && present.get().tokenId().equals(token.id());
        if (!repeated && token.isUsedUp()) {
            return new TokenRefused(TokenFault.USED_UP);
        }
        if (known.certificates().areTooMany()) {
            return new TooManyCertificates(name);
        }
        DeviceIdentity device = new DeviceIdentity(
                name,
                request.deviceType(),
                key,
                token.id(),
                present.map(DeviceIdentity::enrolledAt).orElse(now),
                Optional.empty());
        return new Enrolled(device, authority.issue(name, certificateRequest), !repeated);
    }
}
