package io.slipway.delta.catalogue.postgres;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import org.hibernate.reactive.mutiny.Mutiny;

import io.slipway.delta.catalogue.PathCatalogue;
import io.slipway.delta.catalogue.UpdatePath;

/** {@link PathCatalogue} over the tables {@code update_path} and {@code payload_job}. */
@ApplicationScoped
class PostgresPathCatalogue implements PathCatalogue {

    /** A path that was ready is what its payload is now: that may have become cold. */
    private static final String SELECT = """
            select p.id, p.tenant, p.release_id, p.component, j.image_sha256, j.image_length, j.source_sha256, j.source_length,
                   j.leads_back,
                   case when p.state in ('waiting', 'ready') then j.state else p.state end as state,
                   j.failures, j.not_before, j.phase, j.phase_done, j.phase_total,
                   j.payload_sha256, j.payload_length, j.index_sha256, j.index_length,
                   coalesce(p.reason_code, j.reason_code) as reason_code,
                   coalesce(p.reason_detail, j.reason_detail) as reason_detail,
                   p.requested_at, greatest(p.changed_at, j.changed_at) as changed_at
            from update_path p join payload_job j using (job_key)
            where p.tenant = :tenant
            """;

    private final Mutiny.SessionFactory sessions;

    PostgresPathCatalogue(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public CompletionStage<List<UpdatePath>> ofRelease(String tenant, UUID releaseId, int limit) {
        return sessions.withSession(session -> session.createNativeQuery(
                                SELECT
                                        + " and p.release_id = :release order by p.component, j.source_sha256 is not null, p.requested_at",
                                Tuple.class)
                        .setParameter("tenant", tenant)
                        .setParameter("release", releaseId)
                        .setMaxResults(limit)
                        .getResultList())
                .map(rows -> rows.stream().map(PathRow::read).toList())
                .subscribeAsCompletionStage();
    }

    @Override
    public CompletionStage<Optional<UpdatePath>> find(String tenant, UUID id) {
        return sessions.withSession(session -> session.createNativeQuery(SELECT + " and p.id = :id", Tuple.class)
                        .setParameter("tenant", tenant)
                        .setParameter("id", id)
                        .getSingleResultOrNull())
                .map(row -> Optional.ofNullable(row).map(PathRow::read))
                .subscribeAsCompletionStage();
    }
}
