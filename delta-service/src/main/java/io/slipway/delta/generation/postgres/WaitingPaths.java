package io.slipway.delta.generation.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import io.slipway.delta.generation.DeltaTarget;
import io.slipway.delta.generation.Way;
import io.slipway.payload.index.Sha256;

/** The paths that releases want, in the table {@code update_path}. All methods take part in the transaction of the session. */
final class WaitingPaths {

    private static final String ADD = """
            insert into update_path
                (id, tenant, release_id, component, job_key, source_sha256, state, traceparent, requested_at, changed_at)
            values (:id, :tenant, :release, :component, :job, nullif(:source, ''), 'waiting', :traceparent, :now, :now)
            on conflict (tenant, release_id, component, job_key) do nothing
            """;

    private static final String JOBS_OF_RELEASE = """
            select distinct job_key from update_path
            where tenant = :tenant and release_id = :release and state = 'waiting' order by job_key
            """;

    private static final String SOURCES = """
            select source_sha256 from update_path
            where tenant = :tenant and release_id = :release and component = :component and source_sha256 is not null
            """;

    private static final String WITHDRAW = """
            update update_path set state = 'withdrawn', changed_at = :now
            where tenant = :tenant and release_id = :release and state = 'waiting'
            """;

    /** By a release; by a proof that needs the delta; or, of a cold image, by a device or an operator. */
    private static final String IS_WANTED = """
            select exists (select 1 from update_path where job_key = :job and state = 'waiting')
                or exists (select 1 from payload_job d
                    join payload_job b on b.tenant = d.tenant and b.image_sha256 = d.image_sha256 and b.source_sha256 = d.source_sha256
                    where d.job_key = :job and b.leads_back and b.state in ('queued', 'generating'))
                or exists (select 1 from payload_job where job_key = :job and base_sha256 is not null)
            """;

    private WaitingPaths() {}

    /** Adds a path, unless its release has it already. */
    static Uni<Void> add(
            Mutiny.Session session,
            UUID releaseId,
            String component,
            Way way,
            @Nullable String traceparent,
            Instant now) {
        String source = way.from().map(from -> from.sha256().hex()).orElse("");
        return session.createNativeQuery(ADD)
                .setParameter("id", UUID.randomUUID())
                .setParameter("tenant", way.image().tenant())
                .setParameter("release", releaseId)
                .setParameter("component", component)
                .setParameter("job", way.key())
                .setParameter("source", source)
                .setParameter("traceparent", traceparent)
                .setParameter("now", now)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Keys of the jobs that a release waits for, in the order of locking. */
    static Uni<List<String>> jobsOf(Mutiny.Session session, String tenant, UUID releaseId) {
        return session.createNativeQuery(JOBS_OF_RELEASE, String.class)
                .setParameter("tenant", tenant)
                .setParameter("release", releaseId)
                .getResultList();
    }

    /** The sources of the deltas that a component has, whatever became of them. */
    static Uni<Set<Sha256>> sourcesOf(Mutiny.Session session, DeltaTarget target) {
        return session.createNativeQuery(SOURCES, String.class)
                .setParameter("tenant", target.tenant())
                .setParameter("release", target.releaseId())
                .setParameter("component", target.component())
                .getResultList()
                .map(rows -> rows.stream().map(Sha256::new).collect(Collectors.toSet()));
    }

    static Uni<Void> withdraw(Mutiny.Session session, String tenant, UUID releaseId, Instant now) {
        return session.createNativeQuery(WITHDRAW)
                .setParameter("tenant", tenant)
                .setParameter("release", releaseId)
                .setParameter("now", now)
                .executeUpdate()
                .replaceWithVoid();
    }

    static Uni<Boolean> isWanted(Mutiny.Session session, String jobKey) {
        return session.createNativeQuery(IS_WANTED, Boolean.class)
                .setParameter("job", jobKey)
                .getSingleResult();
    }
}
