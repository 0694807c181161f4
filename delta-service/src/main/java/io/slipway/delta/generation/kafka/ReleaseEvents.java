package io.slipway.delta.generation.kafka;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.slipway.delta.generation.RequestPayloads;
import io.slipway.delta.generation.WantedPath;
import io.slipway.delta.generation.WithdrawRelease;
import io.slipway.events.EventReception;
import io.slipway.events.EventRejectedException;
import io.slipway.events.ReceivedEvent;

/** Consumes {@code slipway.artifact.release.v1}. */
@ApplicationScoped
class ReleaseEvents {

    private final EventReception reception;
    private final ObjectMapper json;
    private final RequestPayloads request;
    private final WithdrawRelease withdraw;

    ReleaseEvents(EventReception reception, ObjectMapper json, RequestPayloads request, WithdrawRelease withdraw) {
        this.reception = reception;
        this.json = json;
        this.request = request;
        this.withdraw = withdraw;
    }

    @Incoming("releases")
    Uni<Void> on(ConsumerRecord<String, String> record) {
        return reception.receive(record, this::dispatch);
    }

    private Uni<Void> dispatch(ReceivedEvent event) {
        return switch (event.type()) {
            case "ReleasePublished" -> published(event);
            case "ReleaseWithdrawn" -> withdrawn(event);
            default ->
                throw new EventRejectedException("type-unknown", "type '" + event.type() + "' is not known here");
        };
    }

    private Uni<Void> published(ReceivedEvent event) {
        List<WantedPath> wanted =
                valid(() -> read(event, ReleasePublished.class).wanted());
        requireTenant(event, wanted.getFirst().image().tenant());
        return Uni.createFrom().completionStage(() -> request.request(event.id(), wanted));
    }

    private Uni<Void> withdrawn(ReceivedEvent event) {
        ReleaseWithdrawn withdrawn = read(event, ReleaseWithdrawn.class);
        String tenant = valid(() -> Required.of("tenant", withdrawn.tenant()));
        UUID releaseId = valid(() -> Required.of("releaseId", withdrawn.releaseId()));
        requireTenant(event, tenant);
        return Uni.createFrom().completionStage(() -> withdraw.withdraw(event.id(), tenant, releaseId));
    }

    private <T> T read(ReceivedEvent event, Class<T> type) {
        try {
            T value = json.readValue(event.requiredJson(), type);
            return valid(() -> Required.of("the event", value));
        } catch (JsonProcessingException e) {
            throw new EventRejectedException("json-invalid", e.getOriginalMessage());
        }
    }

    /** A producer that mixes tenants up must not make one see what is another's. */
    private static void requireTenant(ReceivedEvent event, String tenant) {
        if (!event.tenant().equals(tenant)) {
            throw new EventRejectedException(
                    "tenant-mismatch", "the key says tenant '" + event.tenant() + "', the event '" + tenant + "'");
        }
    }

    private static <T> T valid(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new EventRejectedException("event-invalid", String.valueOf(e.getMessage()));
        }
    }
}
