package io.slipway.delta.generation.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import org.hibernate.reactive.mutiny.Mutiny;

import io.slipway.delta.generation.Image;
import io.slipway.delta.generation.Lease;
import io.slipway.delta.generation.PayloadJob;
import io.slipway.delta.generation.PayloadJob.Generating;
import io.slipway.delta.generation.PayloadJob.Queued;
import io.slipway.delta.generation.PayloadJobs;
import io.slipway.delta.generation.Progress;
import io.slipway.delta.generation.RetryPolicy;
import io.slipway.delta.generation.WantedPath;
import io.slipway.events.Inbox;
import io.slipway.events.Traces;

/** {@link PayloadJobs} in the tables {@code payload_job} and {@code update_path}. */
@ApplicationScoped
class PostgresPayloadJobs implements PayloadJobs {

    private static final String CONSUMER = "payload-jobs";

    private static final String NEXT_DUE = """
            select * from payload_job
            where state = 'queued' and not_before <= :now or state = 'generating' and lease_until < :now
            order by created_at limit 1 for update skip locked
            """;

    private static final String RENEW = """
            update payload_job set lease_until = :until, phase = :phase, phase_done = :done, phase_total = :total
            where image_key = :image and lease_owner = :owner
            """;

    private final Mutiny.SessionFactory sessions;
    private final Inbox inbox;
    private final PathAnnouncement announcement;

    PostgresPayloadJobs(Mutiny.SessionFactory sessions, Inbox inbox, PathAnnouncement announcement) {
        this.sessions = sessions;
        this.inbox = inbox;
        this.announcement = announcement;
    }

    @Override
    public CompletionStage<Void> request(UUID event, List<WantedPath> wanted, Instant now) {
        List<Image> images =
                wanted.stream().map(WantedPath::image).sorted(Image.LOCK_ORDER).toList();
        return oncePerEvent(event, session -> inTurn(images, image -> requestJob(session, image, now))
                .chain(() -> inTurn(wanted, path -> WaitingPaths.add(session, path, Traces.currentTraceparent(), now)))
                .chain(() -> inTurn(images, image -> announce(session, image.key(), now))));
    }

    @Override
    public CompletionStage<Void> withdraw(UUID event, String tenant, UUID releaseId, Instant now) {
        return oncePerEvent(event, session -> WaitingPaths.imagesOf(session, tenant, releaseId)
                .call(images -> inTurn(images, key -> locked(session, key)))
                .call(() -> WaitingPaths.withdraw(session, tenant, releaseId, now))
                .chain(images -> inTurn(images, key -> dropUnwanted(session, key, now))));
    }

    @Override
    public Optional<Generating> take(Lease lease, RetryPolicy policy, Instant now) {
        return await(sessions.withTransaction(session -> session.createNativeQuery(NEXT_DUE, JobRow.class)
                .setParameter("now", now)
                .getSingleResultOrNull()
                .onItem()
                .ifNotNull()
                .transformToUni(row -> change(session, row, taken(JobMapping.read(row), lease, policy), now))
                .map(job -> job instanceof Generating generating ? Optional.of(generating) : Optional.empty())));
    }

    @Override
    public boolean renew(Generating job, Instant until, Progress progress) {
        return await(sessions.withTransaction(session -> session.createNativeQuery(RENEW)
                        .setParameter("until", until)
                        .setParameter("phase", progress.phase().name())
                        .setParameter("done", progress.done())
                        .setParameter("total", progress.total())
                        .setParameter("image", job.image().key())
                        .setParameter("owner", job.lease().owner())
                        .executeUpdate()))
                == 1;
    }

    @Override
    public boolean settle(Generating job, PayloadJob next, Instant now) {
        return await(sessions.withTransaction(
                session -> locked(session, job.image().key()).chain(row -> {
                    boolean held = JobMapping.read(row) instanceof Generating current
                            && current.lease().owner().equals(job.lease().owner());
                    return held
                            ? change(session, row, next, now).replaceWith(true)
                            : Uni.createFrom().item(false);
                })));
    }

    private Uni<Void> requestJob(Mutiny.Session session, Image image, Instant now) {
        return locked(session, image.key()).chain(row -> {
            Optional<PayloadJob> known = Optional.ofNullable(row).map(JobMapping::read);
            PayloadJob next = PayloadJob.requested(known, image, now);
            if (row == null) {
                return session.persist(JobMapping.newRow(next, now)).chain(session::flush);
            }
            if (!known.equals(Optional.of(next))) {
                JobMapping.write(next, row, now);
            }
            return session.flush();
        });
    }

    private Uni<Void> announce(Mutiny.Session session, String key, Instant now) {
        return locked(session, key).chain(row -> announcement.tellWaiting(session, JobMapping.read(row), now));
    }

    private Uni<Void> dropUnwanted(Mutiny.Session session, String key, Instant now) {
        return WaitingPaths.isWanted(session, key)
                .chain(wanted -> wanted
                        ? Uni.createFrom().voidItem()
                        : locked(session, key)
                                .invoke(row ->
                                        JobMapping.write(JobMapping.read(row).noLongerWanted(), row, now))
                                .replaceWithVoid());
    }

    private Uni<PayloadJob> change(Mutiny.Session session, JobRow row, PayloadJob next, Instant now) {
        JobMapping.write(next, row, now);
        return session.flush()
                .chain(() -> announcement.tellWaiting(session, next, now))
                .replaceWith(next);
    }

    private static PayloadJob taken(PayloadJob job, Lease lease, RetryPolicy policy) {
        return switch (job) {
            case Queued queued -> queued.leased(lease);
            case Generating generating -> generating.takenOver(lease, policy);
            case PayloadJob.Ready _, PayloadJob.Rejected _, PayloadJob.Cancelled _ ->
                throw new IllegalStateException("a job that is done is not due");
        };
    }

    private static Uni<JobRow> locked(Mutiny.Session session, String key) {
        return session.find(JobRow.class, key, LockModeType.PESSIMISTIC_WRITE);
    }

    private CompletionStage<Void> oncePerEvent(UUID event, Function<Mutiny.Session, Uni<Void>> effect) {
        return sessions.withTransaction(session -> inbox.once(session, CONSUMER, event, () -> effect.apply(session)))
                .replaceWithVoid()
                .subscribeAsCompletionStage();
    }

    /** One after the other: a session does one thing at a time. */
    private static <T> Uni<Void> inTurn(List<T> items, Function<T, Uni<?>> action) {
        Uni<Void> chain = Uni.createFrom().voidItem();
        for (T item : items) {
            chain = chain.chain(() -> action.apply(item).replaceWithVoid());
        }
        return chain;
    }

    private static <T> T await(Uni<T> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> work);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("the database did not answer", e);
        }
    }
}
