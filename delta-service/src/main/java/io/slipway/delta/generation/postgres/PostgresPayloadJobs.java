package io.slipway.delta.generation.postgres;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

import io.slipway.delta.generation.Image;
import io.slipway.delta.generation.Lease;
import io.slipway.delta.generation.PayloadJob;
import io.slipway.delta.generation.PayloadJob.Generating;
import io.slipway.delta.generation.PayloadJob.Queued;
import io.slipway.delta.generation.PayloadJob.Ready;
import io.slipway.delta.generation.PayloadJobs;
import io.slipway.delta.generation.Progress;
import io.slipway.delta.generation.Renewal;
import io.slipway.delta.generation.RetryPolicy;
import io.slipway.delta.generation.Way;
import io.slipway.payload.index.Sha256;

import static io.slipway.delta.generation.postgres.Awaited.await;

/** {@link PayloadJobs} in the table {@code payload_job}. */
@ApplicationScoped
class PostgresPayloadJobs implements PayloadJobs {

    private static final String DUE =
            "(j.state = 'queued' and j.not_before <= :now or j.state = 'generating' and j.lease_until < :now)";

    private static final String NEXT_FULL = """
            select j.* from payload_job j
            where j.source_sha256 is null and %s
            order by j.created_at, j.job_key limit 1 for update skip locked
            """.formatted(DUE);

    /** Devices are counted when a worker is free: what most of them run by now comes first. What leads back to an older version can wait. */
    private static final String NEXT_DELTA = """
            select j.* from payload_job j
            where j.source_sha256 is not null and not j.leads_back and %s
                and not exists (select 1 from payload_job f
                    where f.job_key = j.tenant || '/' || j.image_sha256 and f.state in ('queued', 'generating'))
            order by exists (select 1 from update_path p where p.job_key = j.job_key and p.state = 'waiting') desc,
                (select count(*) from installation i where i.tenant = j.tenant and i.image_sha256 = j.source_sha256) desc,
                j.created_at, j.job_key
            limit 1 for update of j skip locked
            """.formatted(DUE);

    private static final String NEXT_BACK = """
            select j.* from payload_job j
            where j.leads_back and %s
                and not exists (select 1 from payload_job d
                    where d.job_key = j.tenant || '/' || j.image_sha256 || '/from-' || j.source_sha256 and d.state in ('queued', 'generating'))
            order by j.created_at, j.job_key limit 1 for update of j skip locked
            """.formatted(DUE);

    private static final String RENEW = """
            update payload_job set lease_until = :until, phase = :phase, phase_done = :done, phase_total = :total
            where job_key = :job and lease_owner = :owner
            returning id
            """;

    private final Mutiny.SessionFactory sessions;
    private final JobTable table;
    private final JobAnnouncement watchers;

    PostgresPayloadJobs(Mutiny.SessionFactory sessions, JobTable table, JobAnnouncement watchers) {
        this.sessions = sessions;
        this.table = table;
        this.watchers = watchers;
    }

    @Override
    public Optional<Generating> take(Way.Kind kind, Lease lease, RetryPolicy policy, Instant now) {
        String next =
                switch (kind) {
                    case FULL -> NEXT_FULL;
                    case DELTA -> NEXT_DELTA;
                    case BACK -> NEXT_BACK;
                };
        return await(sessions.withTransaction(session -> session.createNativeQuery(next, JobRow.class)
                .setParameter("now", now)
                .getSingleResultOrNull()
                .onItem()
                .ifNotNull()
                .transformToUni(row -> table.change(session, row, taken(JobMapping.read(row), lease, policy), now))
                .map(job -> job instanceof Generating generating ? Optional.of(generating) : Optional.empty())));
    }

    @Override
    public boolean renew(Generating job, Renewal renewal) {
        Progress progress = renewal.progress();
        return await(sessions.withTransaction(session -> session.createNativeQuery(RENEW, UUID.class)
                .setParameter("until", renewal.until())
                .setParameter("phase", progress.phase().name())
                .setParameter("done", progress.done())
                .setParameter("total", progress.total())
                .setParameter("job", job.way().key())
                .setParameter("owner", job.lease().owner())
                .getSingleResultOrNull()
                .onItem()
                .ifNotNull()
                .call(id -> renewal.isMilestone()
                        ? watchers.tell(session, id, job, progress, renewal.at())
                        : Uni.createFrom().voidItem())
                .map(Objects::nonNull)));
    }

    @Override
    public boolean settle(Generating job, PayloadJob next, Instant now) {
        return await(sessions.withTransaction(
                session -> table.locked(session, job.way().key()).chain(row -> {
                    boolean held = JobMapping.read(row) instanceof Generating current
                            && current.lease().owner().equals(job.lease().owner());
                    return held
                            ? table.change(session, row, next, now).replaceWith(true)
                            : Uni.createFrom().item(false);
                })));
    }

    @Override
    public Optional<PayloadJob> job(Way way) {
        return find(way).map(JobMapping::read);
    }

    @Override
    public Optional<Image> base(Image image) {
        return find(new Way.Full(image)).flatMap(JobMapping::base);
    }

    @Override
    public Optional<Sha256> marked(Image image) {
        return find(new Way.Full(image)).map(row -> row.markedSha256).map(Sha256::new);
    }

    private Optional<JobRow> find(Way way) {
        return await(sessions.withSession(session -> session.find(JobRow.class, way.key()))
                .map(Optional::ofNullable));
    }

    private static PayloadJob taken(PayloadJob job, Lease lease, RetryPolicy policy) {
        return switch (job) {
            case Queued queued -> queued.leased(lease);
            case Generating generating -> generating.takenOver(lease, policy);
            case Ready _,
                    PayloadJob.Cold _,
                    PayloadJob.FullIsSmaller _,
                    PayloadJob.Rejected _,
                    PayloadJob.Failed _,
                    PayloadJob.Cancelled _ -> throw new IllegalStateException("a job that is done is not due");
        };
    }
}
