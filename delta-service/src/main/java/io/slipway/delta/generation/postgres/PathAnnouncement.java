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

import io.slipway.delta.generation.GenerationPolicy;
import io.slipway.delta.generation.Image;
import io.slipway.delta.generation.PayloadJob;
import io.slipway.delta.generation.PayloadJob.Cancelled;
import io.slipway.delta.generation.PayloadJob.Cold;
import io.slipway.delta.generation.PayloadJob.Failed;
import io.slipway.delta.generation.PayloadJob.FullIsSmaller;
import io.slipway.delta.generation.PayloadJob.Generating;
import io.slipway.delta.generation.PayloadJob.Queued;
import io.slipway.delta.generation.PayloadJob.Ready;
import io.slipway.delta.generation.PayloadJob.Rejected;
import io.slipway.delta.generation.Reason;
import io.slipway.delta.generation.Sizes;
import io.slipway.delta.generation.Way;
import io.slipway.events.Event;
import io.slipway.events.Outbox;
import io.slipway.events.Traces;

/** Tells the paths that wait for a job what became of it, each once: their state and the event change together. */
@ApplicationScoped
class PathAnnouncement {

    private static final String TOPIC = "slipway.delta.path.v1";

    private static final String TELL = """
            update update_path set state = :state, reason_code = :code, reason_detail = :detail, changed_at = :now
            where job_key = :job and state = 'waiting'
            returning release_id, component, traceparent
            """;

    private static final String TELL_AGAIN = """
            update update_path p set changed_at = :now
            where p.job_key = :job and p.state = 'ready' and exists (select 1 from release_component c
                where c.tenant = p.tenant and c.release_id = p.release_id and c.component = p.component and c.withdrawn_at is null)
            returning p.release_id, p.component, p.traceparent
            """;

    private final Outbox outbox;
    private final ObjectMapper json;
    private final boolean originalsAreReplaceable;

    PathAnnouncement(Outbox outbox, ObjectMapper json, GenerationPolicy policy) {
        this.outbox = outbox;
        this.json = json;
        this.originalsAreReplaceable = policy.originalsAreReplaceable();
    }

    /** As {@link #tellWaiting}, for a job that comes to its end just now: also says what the payload makes dispensable. */
    Uni<Void> tellSettled(Mutiny.Session session, PayloadJob job, Instant now) {
        Uni<Void> told = tellWaiting(session, job, now);
        return originalsAreReplaceable && job instanceof Ready ready && ready.way() instanceof Way.Full(Image image)
                ? told.chain(() -> outbox.append(
                        session,
                        event(
                                "ImageRebuildable",
                                image,
                                now,
                                ImageRebuildable.of(image, ready.payload(), now.toString()))))
                : told;
    }

    /** Tells all waiting paths of {@code job}, if it has come to an end. */
    Uni<Void> tellWaiting(Mutiny.Session session, PayloadJob job, Instant now) {
        return switch (job) {
            case Queued _, Generating _, Cold _, Cancelled _ -> Uni.createFrom().voidItem();
            case Ready ready ->
                tell(session, ready.way(), "ready", null, now)
                        .chain(paths -> append(session, paths, path -> event(ready, path, now)));
            case FullIsSmaller smaller -> reject(session, smaller.way(), smaller.reason(), smaller.sizes(), now);
            case Rejected rejected -> reject(session, rejected.way(), rejected.reason(), null, now);
            case Failed failed -> reject(session, failed.way(), failed.reason(), null, now);
        };
    }

    /** Tells the paths that were told of another payload of the same image: it takes the place of the one before. */
    Uni<Void> tellAgain(Mutiny.Session session, Ready job, Instant now) {
        return session.createNativeQuery(TELL_AGAIN, Tuple.class)
                .setParameter("now", now)
                .setParameter("job", job.way().key())
                .getResultList()
                .chain(paths -> append(session, paths, path -> event(job, path, now)));
    }

    /** Tells whoever watches that the full payload of an image is not kept any more. */
    Uni<Void> tellCooled(Mutiny.Session session, Cold job, Instant now) {
        Image image = job.way().image();
        return outbox.append(session, event("ImageCooled", image, now, ImageCooled.of(job, now.toString())));
    }

    private Uni<Void> reject(Mutiny.Session session, Way way, Reason reason, @Nullable Sizes sizes, Instant now) {
        return tell(session, way, "rejected", reason, now)
                .chain(paths -> append(
                        session,
                        paths,
                        path -> event(
                                "UpdatePathRejected",
                                way.image(),
                                now,
                                PathEvent.rejected(
                                        way, releaseId(path), component(path), reason, sizes, now.toString()))));
    }

    private static Uni<List<Tuple>> tell(
            Mutiny.Session session, Way way, String state, @Nullable Reason reason, Instant now) {
        return session.createNativeQuery(TELL, Tuple.class)
                .setParameter("state", state)
                .setParameter("code", reason == null ? null : reason.code())
                .setParameter("detail", reason == null ? null : reason.detail())
                .setParameter("now", now)
                .setParameter("job", way.key())
                .getResultList();
    }

    private Uni<Void> append(Mutiny.Session session, List<Tuple> paths, Function<Tuple, Event> event) {
        return InTurn.each(paths, path -> appendInTraceOf(session, path, event.apply(path)));
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
                job.way().image(),
                now,
                PathEvent.ready(job.way(), releaseId(path), component(path), job.payload(), now.toString()));
    }

    private Event event(String type, Image image, Instant now, Object content) {
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
