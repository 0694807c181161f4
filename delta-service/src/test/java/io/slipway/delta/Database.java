package io.slipway.delta;

import java.util.List;
import java.util.function.Supplier;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The service's tables, for tests that bring them into a state or look at one. All methods block.
 *
 * @param sessions of the service
 */
record Database(Mutiny.SessionFactory sessions) {

    void execute(String sql) {
        await(() -> sessions.withTransaction(
                session -> session.createNativeQuery(sql).executeUpdate()));
    }

    /** The one value that a query gives. */
    <T> T value(String sql, Class<T> type) {
        return await(() -> sessions.withSession(
                session -> session.createNativeQuery(sql, type).getSingleResult()));
    }

    /** The values that a query gives. */
    <T> List<T> values(String sql, Class<T> type) {
        return await(() -> sessions.withSession(
                session -> session.createNativeQuery(sql, type).getResultList()));
    }

    private static <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
