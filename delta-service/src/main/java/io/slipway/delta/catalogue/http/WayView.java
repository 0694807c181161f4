package io.slipway.delta.catalogue.http;

import org.jspecify.annotations.Nullable;

import io.slipway.delta.generation.Way;

/** The parts of a way as JSON. */
final class WayView {

    private WayView() {}

    static @Nullable ImageView from(Way way) {
        return way.from().map(ImageView::of).orElse(null);
    }
}
