package io.slipway.rollout;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hibernate.exception.DataException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import io.slipway.events.EventReception;
import io.slipway.events.EventRejectedException;
import io.slipway.events.Inbox;
import io.slipway.events.ReceivedEvent;

/** What every {@code kafka} adapter does with a record: receive it, read its JSON, and let it take effect once. */
@ApplicationScoped
public class EventIntake {

    private final EventReception reception;
    private final ObjectMapper json;
    private final Mutiny.SessionFactory sessions;
    private final Inbox inbox;

    EventIntake(EventReception reception, ObjectMapper json, Mutiny.SessionFactory sessions, Inbox inbox) {
        this.reception = reception;
        this.json = json;
        this.sessions = sessions;
        this.inbox = inbox;
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
     * @param form a record with the fields that matter here
     * @param meaning turns it into the domain's terms; an {@link IllegalArgumentException} of it rejects the event
     * @throws EventRejectedException if it is no such event, or speaks of another tenant than its key
     */
    public <J extends OfTenant, T> T read(ReceivedEvent event, Class<J> form, Function<J, T> meaning) {
        try {
            J parsed = json.readValue(event.requiredJson(), form);
            if (!event.tenant().equals(parsed.tenant())) {
                throw new EventRejectedException(
                        "tenant-mismatch",
                        "The key is of tenant '" + event.tenant() + "', the value of '" + parsed.tenant() + "'.");
            }
            return meaning.apply(parsed);
        } catch (JsonProcessingException e) {
            throw new EventRejectedException("json-invalid", "In " + event.type() + ": " + JsonMistake.describe(e));
        } catch (IllegalArgumentException e) {
            throw new EventRejectedException("event-invalid", "In " + event.type() + ": " + e.getMessage() + ".");
        }
    }

    /**
     * Lets an event take effect in a transaction, if {@code consumer} has not seen it yet. An effect that fails leaves nothing behind.
     *
     * @return what the effect answered; empty if the event was seen before
     */
    public <T> Uni<Optional<T>> once(String consumer, ReceivedEvent event, Supplier<Uni<T>> effect) {
        return sessions.withTransaction(session -> {
                    Answer<T> answer = new Answer<>();
                    return inbox.once(session, consumer, event.id(), () -> effect.get()
                                    .invoke(value -> answer.value = Optional.ofNullable(value))
                                    .replaceWithVoid())
                            .map(ran -> answer.value);
                })
                .onFailure(EventIntake::cannotBeKept)
                .transform(refusal -> new EventRejectedException(
                        "event-invalid", "In " + event.type() + ": a value that the database cannot keep."));
    }

    /** The database refuses the values themselves, such as a character U+0000: that never passes. */
    private static boolean cannotBeKept(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (cause instanceof DataException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** The rejection of an event that no consumer of its topic knows. */
    public static EventRejectedException unknown(ReceivedEvent event) {
        return new EventRejectedException("type-unknown", "Nobody here knows the type '" + event.type() + "'.");
    }

    /** Rejects an event whose key does not name what its value is about. */
    public static void requireKey(ReceivedEvent event, Object subject) {
        if (!event.key().equals(subject.toString())) {
            throw new EventRejectedException(
                    "key-invalid", "The key is '" + event.key() + "', the value is about " + subject + ".");
        }
    }

    /** The value of a field that must be there. */
    public static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("the field " + field + " is missing");
        }
        return value;
    }

    private static final class Answer<T> {
        private Optional<T> value = Optional.empty();
    }
}
