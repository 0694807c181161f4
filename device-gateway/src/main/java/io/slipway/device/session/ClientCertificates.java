package io.slipway.device.session;

import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

import io.slipway.device.identity.CertificateAuthority;
import io.slipway.device.identity.DeviceName;
import io.slipway.device.identity.Revocations;
import io.slipway.device.identity.Sha256;
import io.slipway.device.session.Admission.Admitted;
import io.slipway.device.session.Admission.NotYetKnown;
import io.slipway.device.session.Admission.Reason;
import io.slipway.device.session.Admission.Refused;

/**
 * Judges the client certificate of a TLS connection whose handshake has succeeded: the sender has the key, and some tenant's authority signed the certificate.
 *
 * <p>What is left to check: that it was the authority of the tenant in the subject, the purpose, the time (connections live long), and revocation. For use by
 * all threads.
 */
public final class ClientCertificates {

    private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
    private static final int MOST_REMEMBERED = 65_536;

    private final CertificateAuthority authority;
    private final Revocations revocations;
    private final Clock clock;
    private final RecentCertificates recent = new RecentCertificates(MOST_REMEMBERED);

    public ClientCertificates(CertificateAuthority authority, Revocations revocations, Clock clock) {
        this.authority = authority;
        this.revocations = revocations;
        this.clock = clock;
    }

    /** Says which device {@code certificate} belongs to, or why it is refused. */
    public Admission judge(X509Certificate certificate) {
        Sha256 digest = digestOf(certificate);
        Optional<DeviceName> known = recent.find(digest);
        if (known.isEmpty()) {
            Optional<DeviceName> subject = subjectOf(certificate);
            if (subject.isEmpty()) {
                return new Refused(Reason.SUBJECT_MALFORMED);
            }
            if (!isForClients(certificate)) {
                return new Refused(Reason.NOT_FOR_CLIENTS);
            }
            if (!authority.vouchesFor(subject.get().tenant(), certificate)) {
                return new Refused(Reason.NOT_OF_TENANT);
            }
            recent.remember(digest, subject.get());
            known = subject;
        }
        Date now = Date.from(clock.instant());
        if (now.before(certificate.getNotBefore()) || now.after(certificate.getNotAfter())) {
            return new Refused(Reason.EXPIRED);
        }
        if (!revocations.isLoaded()) {
            return new NotYetKnown();
        }
        if (revocations.isRevoked(digest)) {
            return new Refused(Reason.REVOKED);
        }
        return new Admitted(new CertifiedDevice(known.get(), digest));
    }

    private static Sha256 digestOf(X509Certificate certificate) {
        try {
            return Sha256.of(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("A certificate that TLS has accepted can be encoded", e);
        }
    }

    /** Exactly one O and one CN, both single-valued text; anything else is nobody. */
    private static Optional<DeviceName> subjectOf(X509Certificate certificate) {
        try {
            List<Rdn> names = new LdapName(certificate.getSubjectX500Principal().getName()).getRdns();
            if (names.size() != 2) {
                return Optional.empty();
            }
            String tenant = "";
            String deviceId = "";
            for (Rdn name : names) {
                if (name.size() == 1 && name.getType().equals("O")) {
                    tenant = String.valueOf(name.getValue());
                } else if (name.size() == 1 && name.getType().equals("CN")) {
                    deviceId = String.valueOf(name.getValue());
                }
            }
            return Optional.of(DeviceName.of(tenant, deviceId));
        } catch (InvalidNameException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isForClients(X509Certificate certificate) {
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            return purposes != null && purposes.contains(CLIENT_AUTHENTICATION);
        } catch (CertificateParsingException e) {
            return false;
        }
    }
}
