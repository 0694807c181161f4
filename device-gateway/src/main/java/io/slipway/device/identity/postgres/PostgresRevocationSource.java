package io.slipway.device.identity.postgres;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

import io.slipway.device.identity.DeviceName;
import io.slipway.device.identity.RevocationList;
import io.slipway.device.identity.RevocationSource;
import io.slipway.device.identity.Sha256;

/** Reads what is revoked through two partial indexes that hold nothing else. To be called on a Vert.x context. */
@ApplicationScoped
class PostgresRevocationSource implements RevocationSource {

    private final Mutiny.SessionFactory sessions;
    private final Clock clock;

    PostgresRevocationSource(Mutiny.SessionFactory sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public CompletionStage<RevocationList> read() {
        return sessions.withSession(session -> certificates(session).chain(certificates -> devices(session)
                        .map(devices -> new RevocationList(
                                Set.copyOf(
                                        certificates.stream().map(Sha256::new).toList()),
                                Set.copyOf(devices.stream()
                                        .map(DeviceName::fromKey)
                                        .toList())))))
                .subscribeAsCompletionStage();
    }

    private Uni<List<String>> certificates(Mutiny.Session session) {
        return session.createSelectionQuery(
                        "select sha256 from CertificateRow where revokedAt is not null and expiresAt > :now",
                        String.class)
                .setParameter("now", clock.instant())
                .getResultList();
    }

    private static Uni<List<String>> devices(Mutiny.Session session) {
        return session.createSelectionQuery("select key from DeviceRow where revokedAt is not null", String.class)
                .getResultList();
    }
}
