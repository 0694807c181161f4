package io.slipway.delta.generation.postgres;

import java.util.List;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;

/** One thing after the other: a session does one at a time. */
final class InTurn {

    private InTurn() {}

    static <T> Uni<Void> each(List<T> items, Function<T, Uni<?>> action) {
        Uni<Void> chain = Uni.createFrom().voidItem();
        for (T item : items) {
            chain = chain.chain(() -> action.apply(item).replaceWithVoid());
        }
        return chain;
    }
}
