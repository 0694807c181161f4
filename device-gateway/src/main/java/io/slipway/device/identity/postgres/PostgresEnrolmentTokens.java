package io.slipway.device.identity.postgres;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

import io.slipway.device.identity.EnrolmentToken;
import io.slipway.device.identity.EnrolmentTokens;
import io.slipway.device.identity.Tenant;

/** Enrolment tokens in PostgreSQL. To be called on a Vert.x context. */
@ApplicationScoped
class PostgresEnrolmentTokens implements EnrolmentTokens {

    private final Mutiny.SessionFactory sessions;

    PostgresEnrolmentTokens(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public CompletionStage<Void> add(EnrolmentToken token) {
        return sessions.withTransaction(session -> session.persist(new EnrolmentTokenRow(token)))
                .subscribeAsCompletionStage();
    }

    @Override
    public CompletionStage<List<EnrolmentToken>> list(Tenant tenant, int limit) {
        return sessions.withSession(session -> session.createSelectionQuery(
                                "from EnrolmentTokenRow where tenant = :tenant order by createdAt desc, id",
                                EnrolmentTokenRow.class)
                        .setParameter("tenant", tenant.name())
                        .setMaxResults(limit)
                        .getResultList())
                .map(rows -> rows.stream().map(EnrolmentTokenRow::toToken).toList())
                .subscribeAsCompletionStage();
    }

    @Override
    public CompletionStage<Boolean> revoke(UUID id, Instant now) {
        return sessions.withTransaction(session -> session.createMutationQuery(
                                "update EnrolmentTokenRow set revokedAt = coalesce(revokedAt, :now) where id = :id")
                        .setParameter("now", now)
                        .setParameter("id", id)
                        .executeUpdate())
                .map(rows -> rows == 1)
                .subscribeAsCompletionStage();
    }
}
