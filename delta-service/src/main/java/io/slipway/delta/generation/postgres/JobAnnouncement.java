package io.slipway.delta.generation.postgres;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

import io.slipway.delta.generation.PayloadJob;
import io.slipway.delta.generation.PayloadJob.Generating;
import io.slipway.delta.generation.Progress;
import io.slipway.events.Event;
import io.slipway.events.Outbox;

/** Tells whoever watches how jobs go on. Part of the transaction in which they do. */
@ApplicationScoped
class JobAnnouncement {

    private static final String TOPIC = "slipway.delta.job.v1";

    private final Outbox outbox;
    private final ObjectMapper json;

    JobAnnouncement(Outbox outbox, ObjectMapper json) {
        this.outbox = outbox;
        this.json = json;
    }

    /** The job has come to this state. */
    Uni<Void> tell(Mutiny.Session session, UUID id, PayloadJob job, Instant now) {
        return append(session, JobProgressed.of(id, job, now), now);
    }

    /** The attempt under way has come this far. */
    Uni<Void> tell(Mutiny.Session session, UUID id, Generating job, Progress progress, Instant now) {
        return append(session, JobProgressed.of(id, job, progress, now), now);
    }

    private Uni<Void> append(Mutiny.Session session, JobProgressed content, Instant now) {
        try {
            String key = content.tenant() + "/" + content.jobId();
            return outbox.append(
                    session, Event.of(TOPIC, key, "PayloadJobProgressed", now, json.writeValueAsString(content)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts and numbers is always written", e);
        }
    }
}
