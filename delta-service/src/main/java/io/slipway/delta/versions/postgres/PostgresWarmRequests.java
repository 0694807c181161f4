package io.slipway.delta.versions.postgres;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

import io.slipway.delta.generation.Way;
import io.slipway.delta.generation.postgres.JobTable;
import io.slipway.delta.versions.WarmRequests;
import io.slipway.events.Inbox;
import io.slipway.payload.index.Sha256;

/** {@link WarmRequests} in the table {@code payload_job}. */
@ApplicationScoped
class PostgresWarmRequests implements WarmRequests {

    private static final String CONSUMER = "payload-wanted";

    private static final String OF_PAYLOAD = """
            select job_key from payload_job
            where tenant = :tenant and source_sha256 is null and (payload_sha256 = :payload or marked_sha256 = :payload)
            """;

    private static final String OF_ID = "select job_key from payload_job where tenant = :tenant and id = :id";

    private final Mutiny.SessionFactory sessions;
    private final Inbox inbox;
    private final JobTable jobs;

    PostgresWarmRequests(Mutiny.SessionFactory sessions, Inbox inbox, JobTable jobs) {
        this.sessions = sessions;
        this.inbox = inbox;
        this.jobs = jobs;
    }

    @Override
    public CompletionStage<Boolean> want(UUID event, String tenant, Sha256 payload, Instant now) {
        return sessions.withTransaction(session -> session.createNativeQuery(OF_PAYLOAD, String.class)
                        .setParameter("tenant", tenant)
                        .setParameter("payload", payload.hex())
                        .setMaxResults(1)
                        .getSingleResultOrNull()
                        .chain(key -> key == null
                                ? Uni.createFrom().item(false)
                                : inbox.once(session, CONSUMER, event, () -> request(session, key, now)
                                                .replaceWithVoid())
                                        .replaceWith(true)))
                .subscribeAsCompletionStage();
    }

    @Override
    public CompletionStage<Warming> warm(String tenant, UUID job, Instant now) {
        return sessions.withTransaction(session -> session.createNativeQuery(OF_ID, String.class)
                        .setParameter("tenant", tenant)
                        .setParameter("id", job)
                        .getSingleResultOrNull()
                        .chain(key ->
                                key == null ? Uni.createFrom().item(Warming.UNKNOWN) : request(session, key, now)))
                .subscribeAsCompletionStage();
    }

    private Uni<Warming> request(Mutiny.Session session, String key, Instant now) {
        return jobs.locked(session, key)
                .map(row -> row.job().way())
                .chain(way -> way instanceof Way.Full
                        ? jobs.request(session, List.of(way), now).replaceWith(Warming.WANTED)
                        : Uni.createFrom().item(Warming.NOT_FULL));
    }
}
