package io.slipway.device.identity.postgres;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import io.slipway.device.identity.DeviceId;
import io.slipway.device.identity.DeviceName;
import io.slipway.device.identity.EnrolmentOutcome;
import io.slipway.device.identity.EnrolmentOutcome.Enrolled;
import io.slipway.device.identity.EnrolmentRecords;
import io.slipway.device.identity.EnrolmentRecords.Certificates;
import io.slipway.device.identity.EnrolmentToken;
import io.slipway.device.identity.IdentityLedger;
import io.slipway.device.identity.RevocationOutcome;
import io.slipway.device.identity.Sha256;
import io.slipway.device.identity.Tenant;
import io.slipway.events.Outbox;

/**
 * Identities in PostgreSQL. A device is locked by an advisory lock on its name, because at its first enrolment there is no row to lock. To be called on a
 * Vert.x context, as Hibernate Reactive demands.
 */
@ApplicationScoped
class PostgresIdentityLedger implements IdentityLedger {

    private final Mutiny.SessionFactory sessions;
    private final Outbox outbox;
    private final IdentityEvents events;
    private final Clock clock;

    PostgresIdentityLedger(Mutiny.SessionFactory sessions, Outbox outbox, IdentityEvents events, Clock clock) {
        this.sessions = sessions;
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public CompletionStage<EnrolmentOutcome> enrol(
            UUID token, DeviceId device, Function<EnrolmentRecords, EnrolmentOutcome> decision) {
        return sessions.withTransaction(
                        session -> session.find(EnrolmentTokenRow.class, token, LockMode.PESSIMISTIC_WRITE)
                                .chain(row -> row == null
                                        ? Uni.createFrom().item(() -> decision.apply(EnrolmentRecords.none()))
                                        : enrol(session, row, device, decision)))
                .subscribeAsCompletionStage();
    }

    private Uni<EnrolmentOutcome> enrol(
            Mutiny.Session session,
            EnrolmentTokenRow tokenRow,
            DeviceId device,
            Function<EnrolmentRecords, EnrolmentOutcome> decision) {
        DeviceName name = new DeviceName(new Tenant(tokenRow.tenant), device);
        return decide(session, name, Optional.of(tokenRow.toToken()), decision).invoke(outcome -> {
            if (outcome instanceof Enrolled enrolled && enrolled.usesToken()) {
                tokenRow.uses++;
            }
        });
    }

    @Override
    public CompletionStage<EnrolmentOutcome> renew(
            DeviceName device, Function<EnrolmentRecords, EnrolmentOutcome> decision) {
        return sessions.withTransaction(session -> decide(session, device, Optional.empty(), decision))
                .subscribeAsCompletionStage();
    }

    private Uni<EnrolmentOutcome> decide(
            Mutiny.Session session,
            DeviceName name,
            Optional<EnrolmentToken> token,
            Function<EnrolmentRecords, EnrolmentOutcome> decision) {
        return lock(session, name)
                .chain(() -> certificatesOf(session, name))
                .chain(certificates -> session.find(DeviceRow.class, name.key())
                        .map(row -> decision.apply(new EnrolmentRecords(
                                token, Optional.ofNullable(row).map(DeviceRow::toIdentity), certificates))))
                .call(outcome -> outcome instanceof Enrolled enrolled
                        ? store(session, enrolled)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> store(Mutiny.Session session, Enrolled enrolled) {
        DeviceName name = enrolled.device().name();
        return session.merge(new DeviceRow(enrolled.device()))
                .chain(session::flush)
                .chain(() -> session.createMutationQuery(
                                "delete from CertificateRow where deviceKey = :device and expiresAt < :now and revokedAt is null")
                        .setParameter("device", name.key())
                        .setParameter("now", clock.instant())
                        .executeUpdate())
                .chain(() -> session.persist(new CertificateRow(name, enrolled.certificate())))
                .chain(() -> outbox.append(session, events.enrolled(enrolled)));
    }

    @Override
    public CompletionStage<RevocationOutcome> revoke(DeviceName device, String reason, Instant now) {
        return sessions.withTransaction(session -> lock(session, device)
                        .chain(() -> session.find(DeviceRow.class, device.key()))
                        .chain(row -> revoke(session, row, device, reason, now)))
                .subscribeAsCompletionStage();
    }

    private Uni<RevocationOutcome> revoke(
            Mutiny.Session session, @Nullable DeviceRow row, DeviceName device, String reason, Instant now) {
        if (row == null) {
            return Uni.createFrom().item(RevocationOutcome.UNKNOWN_DEVICE);
        }
        if (row.revokedAt != null) {
            return Uni.createFrom().item(RevocationOutcome.ALREADY_REVOKED);
        }
        row.revokedAt = now;
        row.revocationReason = reason;
        return session.createMutationQuery(
                        "update CertificateRow set revokedAt = :now where deviceKey = :device and revokedAt is null")
                .setParameter("now", now)
                .setParameter("device", device.key())
                .executeUpdate()
                .chain(() -> outbox.append(session, events.revoked(device, reason, now)))
                .replaceWith(RevocationOutcome.REVOKED);
    }

    private Uni<Certificates> certificatesOf(Mutiny.Session session, DeviceName device) {
        return session.createSelectionQuery(
                        "select count(*) from CertificateRow where deviceKey = :device and expiresAt > :now and revokedAt is null",
                        Long.class)
                .setParameter("device", device.key())
                .setParameter("now", clock.instant())
                .getSingleResult()
                .chain(valid -> session.createSelectionQuery(
                                "select distinct publicKeySha256 from CertificateRow where deviceKey = :device and revokedAt is not null",
                                String.class)
                        .setParameter("device", device.key())
                        .getResultList()
                        .map(keys -> new Certificates(
                                Math.toIntExact(valid),
                                Set.copyOf(keys.stream().map(Sha256::new).toList()))));
    }

    private static Uni<Integer> lock(Mutiny.Session session, DeviceName device) {
        return session.createNativeQuery(
                        "select 1 from pg_advisory_xact_lock(hashtextextended(:device, 0))", Integer.class)
                .setParameter("device", device.key())
                .getSingleResult();
    }
}
