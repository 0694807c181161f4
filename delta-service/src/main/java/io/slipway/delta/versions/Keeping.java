package io.slipway.delta.versions;

import io.slipway.delta.generation.Way;

/** How an image is to be kept. */
public sealed interface Keeping {

    /** As it is. */
    record AsItIs() implements Keeping {}

    /** As it is, until it is shown that it can be made by this way. */
    record UntilProven(Way.Back way) implements Keeping {}

    /** By the delta of this way, which is proven. */
    record AsDelta(Way.Back way) implements Keeping {}
}
