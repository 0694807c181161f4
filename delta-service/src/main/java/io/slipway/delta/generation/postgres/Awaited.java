package io.slipway.delta.generation.postgres;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;

/** Lets threads that may block wait for work on the database. */
public final class Awaited {

    private Awaited() {}

    /**
     * Does the work and waits for it; blocks.
     *
     * @throws RuntimeException what the work failed with
     */
    public static <T> T await(Uni<T> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> work);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("the database did not answer", e);
        }
    }
}
