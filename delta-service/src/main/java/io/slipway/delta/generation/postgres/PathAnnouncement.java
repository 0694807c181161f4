package io.slipway.delta.generation.postgres;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.context.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import io.slipway.delta.generation.Image;
import io.slipway.delta.generation.PayloadJob;
import io.slipway.delta.generation.PayloadJob.Cancelled;
import io.slipway.delta.generation.PayloadJob.Generating;
import io.slipway.delta.generation.PayloadJob.Queued;
import io.slipway.delta.generation.PayloadJob.Ready;
import io.slipway.delta.generation.PayloadJob.Rejected;
import io.slipway.delta.generation.Reason;
import io.slipway.events.Event;
import io.slipway.events.Outbox;
import io.slipway.events.Traces;

/** Tells the paths that wait for a job what became of it, each once: their state and the event change together. */
@ApplicationScoped
class PathAnnouncement {

    private static final String TOPIC = "slipway.delta.path.v1";

    private static final String TELL = """
            update update_path set state = :state, reason_code = :code, reason_detail = :detail, changed_at = :now
            where image_key = :image and state = 'waiting'
            returning release_id, component, traceparent
            """;

    private final Outbox outbox;
    private final ObjectMapper json;

    PathAnnouncement(Outbox outbox, ObjectMapper json) {
        this.outbox = outbox;
        this.json = json;
    }

    /** Tells all waiting paths of {@code job}, if it has come to an end. */
    Uni<Void> tellWaiting(Mutiny.Session session, PayloadJob job, Instant now) {
        return switch (job) {
            case Queued _, Generating _, Cancelled _ -> Uni.createFrom().voidItem();
            case Ready ready ->
                tell(session, ready.image(), "ready", null, now)
                        .chain(paths -> append(session, paths, path -> event(ready, path, now)));
            case Rejected rejected ->
                tell(session, rejected.image(), "rejected", rejected.reason(), now)
                        .chain(paths -> append(session, paths, path -> event(rejected, path, now)));
        };
    }

    private static Uni<List<Tuple>> tell(
            Mutiny.Session session, Image image, String state, @Nullable Reason reason, Instant now) {
        return session.createNativeQuery(TELL, Tuple.class)
                .setParameter("state", state)
                .setParameter("code", reason == null ? null : reason.code())
                .setParameter("detail", reason == null ? null : reason.detail())
                .setParameter("now", now)
                .setParameter("image", image.key())
                .getResultList();
    }

    private Uni<Void> append(Mutiny.Session session, List<Tuple> paths, Function<Tuple, Event> event) {
        Uni<Void> chain = Uni.createFrom().voidItem();
        for (Tuple path : paths) {
            chain = chain.chain(() -> appendInTraceOf(session, path, event.apply(path)));
        }
        return chain;
    }

    /** The event belongs to the trace in which the release asked for the path. */
    private Uni<Void> appendInTraceOf(Mutiny.Session session, Tuple path, Event event) {
        try (Scope _ = Traces.contextOf(path.get("traceparent", String.class)).makeCurrent()) {
            return outbox.append(session, event);
        }
    }

    private Event event(Ready job, Tuple path, Instant now) {
        return event(
                "UpdatePathReady",
                job.image(),
                now,
                PathEvent.ready(job.image(), releaseId(path), component(path), job.payload(), now.toString()));
    }

    private Event event(Rejected job, Tuple path, Instant now) {
        return event(
                "UpdatePathRejected",
                job.image(),
                now,
                PathEvent.rejected(job.image(), releaseId(path), component(path), job.reason(), now.toString()));
    }

    private Event event(String type, Image image, Instant now, PathEvent content) {
        try {
            return Event.of(TOPIC, image.key(), type, now, json.writeValueAsString(content));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts and numbers is always written", e);
        }
    }

    private static UUID releaseId(Tuple path) {
        return path.get("release_id", UUID.class);
    }

    private static String component(Tuple path) {
        return path.get("component", String.class);
    }
}
