package io.slipway.delta;

import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import io.slipway.events.EventReception;
import io.slipway.events.EventRejectedException;
import io.slipway.events.ReceivedEvent;

/** What every {@code kafka} adapter does with a record: receive it, and read its JSON. */
@ApplicationScoped
public class EventIntake {

    private final EventReception reception;
    private final ObjectMapper json;

    EventIntake(EventReception reception, ObjectMapper json) {
        this.reception = reception;
        this.json = json;
    }

    /** What every event of the contract names. */
    public interface OfTenant {

        /** The owner of what the event is about. */
        @Nullable
        String tenant();
    }

    /** Receives a record; see {@link EventReception#receive}. */
    public Uni<Void> receive(ConsumerRecord<String, String> record, Function<ReceivedEvent, Uni<Void>> effect) {
        return reception.receive(record, effect);
    }

    /**
     * Reads an event's JSON.
     *
     * @param form a record with the fields that matter here; any of them may be missing until {@code meaning} has looked
     * @param meaning turns it into the domain's terms; an {@link IllegalArgumentException} of it rejects the event
     * @throws EventRejectedException if it is no such event, or speaks of another tenant than its key
     */
    public <J extends OfTenant, T> T read(ReceivedEvent event, Class<J> form, Function<J, T> meaning) {
        try {
            J parsed = required("the event", json.readValue(event.requiredJson(), form));
            T meant = meaning.apply(parsed);
            // A producer that mixes tenants up must not make one see what is another's.
            if (!event.tenant().equals(parsed.tenant())) {
                throw new EventRejectedException(
                        "tenant-mismatch",
                        "the key says tenant '" + event.tenant() + "', the event '" + parsed.tenant() + "'");
            }
            return meant;
        } catch (JsonProcessingException e) {
            throw new EventRejectedException("json-invalid", e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            throw new EventRejectedException("event-invalid", String.valueOf(e.getMessage()));
        }
    }

    /** The rejection of an event that no consumer of its topic knows. */
    public static EventRejectedException unknown(ReceivedEvent event) {
        return new EventRejectedException("type-unknown", "type '" + event.type() + "' is not known here");
    }

    /** Rejects an event whose key does not name what its value is about. */
    public static void requireKey(ReceivedEvent event, Object subject) {
        if (!event.key().equals(subject.toString())) {
            throw new EventRejectedException(
                    "key-invalid", "the key is '" + event.key() + "', the event is about " + subject);
        }
    }

    /** The value of a field that must be there. */
    public static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }
}
