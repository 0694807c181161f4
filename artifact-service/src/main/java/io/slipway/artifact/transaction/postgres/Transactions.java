package io.slipway.artifact.transaction.postgres;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Runs reactive database work for callers that block (virtual threads), and never for longer than {@link #PATIENCE}. */
@ApplicationScoped
public class Transactions {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Mutiny.SessionFactory sessions;

    Transactions(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * Runs {@code work} in a transaction and blocks until it is committed. It rolls back if the work fails.
     *
     * @throws RuntimeException what the work failed with
     */
    public <T> T run(Function<Mutiny.Session, Uni<T>> work) {
        return await(() -> sessions.withTransaction(work));
    }

    /** Runs {@code work}, which only reads, and blocks until it is done. */
    public <T> T read(Function<Mutiny.Session, Uni<T>> work) {
        return await(() -> sessions.withSession(work));
    }

    private static <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(
                    () -> work.get().ifNoItem().after(PATIENCE).fail());
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a transaction failed", e);
        }
    }
}
