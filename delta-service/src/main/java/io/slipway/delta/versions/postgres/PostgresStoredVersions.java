package io.slipway.delta.versions.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import io.slipway.delta.generation.Image;
import io.slipway.delta.generation.PayloadJob.Cold;
import io.slipway.delta.generation.PayloadJob.Ready;
import io.slipway.delta.generation.PayloadJob.Remains;
import io.slipway.delta.generation.Way;
import io.slipway.delta.generation.postgres.JobRow;
import io.slipway.delta.generation.postgres.JobTable;
import io.slipway.delta.versions.ImageFacts;
import io.slipway.delta.versions.Keeping;
import io.slipway.delta.versions.StoredVersions;

import static io.slipway.delta.generation.postgres.Awaited.await;

/** {@link StoredVersions} in the tables {@code payload_job} and {@code release_component}. */
@ApplicationScoped
class PostgresStoredVersions implements StoredVersions {

    /** Chains of a tenant must not grow at two ends at once: together they could become too long, or a ring. */
    private static final String ALONE =
            "select 1 from pg_advisory_xact_lock(hashtextextended('chains of ' || :tenant, 0))";

    private final Mutiny.SessionFactory sessions;
    private final JobTable jobs;
    private final FactQueries facts;

    PostgresStoredVersions(Mutiny.SessionFactory sessions, JobTable jobs) {
        this.sessions = sessions;
        this.jobs = jobs;
        this.facts = new FactQueries(jobs);
    }

    @Override
    public List<Image> unwanted(Instant since, Optional<Image> after, int limit) {
        return await(sessions.withSession(session -> ImageQueries.unwanted(session, since, after, limit)));
    }

    @Override
    public Keeping decide(Image image, Function<ImageFacts, Keeping> rule, Instant now) {
        return await(sessions.withTransaction(session -> alone(session, image.tenant())
                .chain(() -> jobs.locked(session, key(image)))
                .chain(row -> facts.facts(session, image, row)
                        .map(rule)
                        .call(keeping -> carryOut(session, row, keeping, now)))));
    }

    private Uni<Void> carryOut(Mutiny.Session session, JobRow row, Keeping keeping, Instant now) {
        return switch (keeping) {
            case Keeping.AsItIs() -> Uni.createFrom().voidItem();
            case Keeping.UntilProven(Way.Back way) -> jobs.request(session, List.of(way.delta(), way), now);
            case Keeping.AsDelta(Way.Back way) -> jobs.cool(session, row, (Ready) row.job(), way.base(), now);
        };
    }

    @Override
    public List<Image> warmNewest(int limit, Instant now) {
        return await(sessions.withTransaction(session -> ImageQueries.coldNewest(session, limit)
                .call(images ->
                        jobs.request(session, images.stream().map(Way.Full::new).toList(), now))));
    }

    @Override
    public void warm(Image image, Instant now) {
        await(sessions.withTransaction(session -> jobs.warm(session, image, now)));
    }

    @Override
    public List<Image> stored(Instant before, int limit) {
        return await(sessions.withSession(session -> ImageQueries.stored(session, before, limit)));
    }

    @Override
    public List<Image> leaving(int limit) {
        return await(sessions.withSession(session -> ImageQueries.leaving(session, limit)));
    }

    @Override
    public boolean leave(Image image) {
        return await(sessions.withTransaction(session -> lockedWhile(session, image, Remains.STORED)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(false)
                        : jobs.noteRemains(
                                        session,
                                        found.get().row(),
                                        found.get().job().leaving())
                                .replaceWith(true))));
    }

    /**
     * {@inheritDoc}
     *
     * <p>The one place where the store is asked inside of a transaction: the lock on the row is what keeps the image from being made warm, and its payload
     * from being stored again, just before it is removed. The lock goes with the process that holds it.
     */
    @Override
    public void remove(Image image, Removal removal) throws IOException {
        try {
            await(sessions.withTransaction(session -> lockedWhile(session, image, Remains.LEAVING)
                    .chain(found -> found.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : onWorker(removal, found.get().job())
                                    .chain(() -> jobs.noteRemains(
                                            session,
                                            found.get().row(),
                                            found.get().job().removed())))));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public Counts count() {
        return await(sessions.withSession(ImageQueries::count));
    }

    /** A cold image's row, and what it says. */
    private record Found(JobRow row, Cold job) {}

    private Uni<Optional<Found>> lockedWhile(Mutiny.Session session, Image image, Remains remains) {
        return jobs.locked(session, key(image)).map(row -> found(row, remains));
    }

    private static Optional<Found> found(@Nullable JobRow row, Remains remains) {
        return row != null && row.job() instanceof Cold cold && cold.remains() == remains
                ? Optional.of(new Found(row, cold))
                : Optional.empty();
    }

    /** What blocks has no place on the thread of the session; it goes on there afterwards. */
    private static Uni<Void> onWorker(Removal removal, Cold job) {
        return Uni.createFrom().completionStage(() -> Objects.requireNonNull(Vertx.currentContext())
                .<Void>executeBlocking(
                        () -> {
                            try {
                                removal.remove(job.payload().sha256());
                                return null;
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        },
                        false)
                .toCompletionStage());
    }

    private static Uni<Void> alone(Mutiny.Session session, String tenant) {
        return session.createNativeQuery(ALONE, Integer.class)
                .setParameter("tenant", tenant)
                .getSingleResult()
                .replaceWithVoid();
    }

    private static String key(Image image) {
        return new Way.Full(image).key();
    }
}
