package io.slipway.rollout;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The way to PostgreSQL. Rows travel as JSON in both directions ({@code row_to_json}, {@code jsonb_populate_record}): a row is one Java record whose
 * components are the columns, in snake case.
 *
 * <p>Must be called on a Vert.x context, as Hibernate Reactive demands. A transaction that is opened while another is open on the same context joins it.
 */
@ApplicationScoped
public class Database {

    private final Mutiny.SessionFactory sessions;
    private final ObjectMapper json;

    Database(Mutiny.SessionFactory sessions, ObjectMapper json) {
        this.sessions = sessions;
        this.json = json;
    }

    /**
     * Runs {@code work} in a transaction: the caller's, or a new one. It goes on to its end even if whoever waits for it gives up, as a browser that is
     * closed: Hibernate Reactive cannot close a session while a statement of it is under way.
     */
    public <T> CompletionStage<T> transaction(Function<Mutiny.Session, Uni<T>> work) {
        return sessions.withTransaction(work).subscribeAsCompletionStage().thenApply(result -> result);
    }

    /** The rows of a select, each as a {@code type}. */
    public <R> Uni<List<R>> rows(Mutiny.Session session, Class<R> type, String select, Map<String, ?> parameters) {
        String asJson = "select cast(row_to_json(found) as text) from (" + select + ") as found";
        Mutiny.SelectionQuery<String> query = session.createNativeQuery(asJson, String.class);
        parameters.forEach(query::setParameter);
        return query.getResultList()
                .map(rows -> rows.stream().map(row -> read(row, type)).toList());
    }

    /** The only row of a select. */
    public <R> Uni<Optional<R>> row(Mutiny.Session session, Class<R> type, String select, Map<String, ?> parameters) {
        return rows(session, type, select, parameters)
                .map(rows -> rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst()));
    }

    /** Executes a statement and answers how many rows it touched. */
    public Uni<Integer> execute(Mutiny.Session session, String statement, Map<String, ?> parameters) {
        Mutiny.MutationQuery query = session.createNativeQuery(statement);
        parameters.forEach(query::setParameter);
        return query.executeUpdate();
    }

    /** A value as JSON, for {@code jsonb} parameters: {@code cast(cast(:value as text) as jsonb)}. */
    public String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    private <R> R read(String row, Class<R> type) {
        try {
            return json.readValue(row, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row does not fit " + type, e);
        }
    }
}
