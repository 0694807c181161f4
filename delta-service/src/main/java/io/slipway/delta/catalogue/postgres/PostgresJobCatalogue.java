package io.slipway.delta.catalogue.postgres;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import org.hibernate.reactive.mutiny.Mutiny;

import io.slipway.delta.catalogue.JobCatalogue;
import io.slipway.delta.catalogue.KnownJob;

/** {@link JobCatalogue} over the table {@code payload_job}. */
@ApplicationScoped
class PostgresJobCatalogue implements JobCatalogue {

    private static final String SELECT = """
            select j.*, floor(extract(epoch from coalesce(j.ended_at, now()) - j.began_at)) as seconds,
                   f.payload_length as full_payload_length
            from payload_job j
            left join payload_job f on f.job_key = j.tenant || '/' || j.image_sha256 and f.state in ('ready', 'cold')
            where j.tenant = :tenant
            """;

    private final Mutiny.SessionFactory sessions;

    PostgresJobCatalogue(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public CompletionStage<List<KnownJob>> newest(String tenant, int limit) {
        return rows(SELECT + " order by j.created_at desc, j.job_key", Map.of("tenant", tenant), limit)
                .subscribeAsCompletionStage();
    }

    @Override
    public CompletionStage<List<KnownJob>> ofRelease(String tenant, UUID releaseId, int limit) {
        return rows(SELECT + """
                         and j.job_key in (select p.job_key from update_path p where p.tenant = :tenant and p.release_id = :release)
                        order by j.source_sha256 is not null, j.created_at, j.job_key""", Map.of("tenant", tenant, "release", releaseId), limit)
                .subscribeAsCompletionStage();
    }

    @Override
    public CompletionStage<Optional<KnownJob>> find(String tenant, UUID id) {
        return rows(SELECT + " and j.id = :id", Map.of("tenant", tenant, "id", id), 1)
                .map(found -> found.stream().findFirst())
                .subscribeAsCompletionStage();
    }

    private Uni<List<KnownJob>> rows(String sql, Map<String, Object> parameters, int limit) {
        return sessions.withSession(session -> {
                    Mutiny.SelectionQuery<Tuple> query = session.createNativeQuery(sql, Tuple.class);
                    parameters.forEach(query::setParameter);
                    return query.setMaxResults(limit).getResultList();
                })
                .map(rows -> rows.stream().map(KnownJobRow::read).toList());
    }
}
