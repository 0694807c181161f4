package io.slipway.client.install;

import java.util.function.Supplier;

/** Where the work of an installation is done, so that the work of the device itself comes first. */
@FunctionalInterface
public interface Background {

    /** On the calling thread, as urgent as everything else. */
    Background NONE = Supplier::get;

    /** The result of {@code work}; blocks until it is done. What the work throws, this throws; an interrupt of the caller is one of the work. */
    <T> T run(Supplier<T> work);
}
