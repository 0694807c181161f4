package io.slipway.client.hook;

import java.io.IOException;
import java.util.List;

/** Where hooks are. */
public interface HookShelf {

    /** No hooks at all. */
    HookShelf EMPTY = point -> List.of();

    /**
     * What lies there for a point, in the order of the names; empty if there is nothing.
     *
     * @param point for example {@code before-commit}
     * @throws IOException if that cannot be found out
     */
    List<HookEntry> at(String point) throws IOException;
}
