package io.slipway.delta.catalogue.http;

import org.jspecify.annotations.Nullable;

import io.slipway.delta.generation.Way;

/** The parts of a way as JSON. */
final class WayView {

    private WayView() {}

    static String kind(Way way) {
        return switch (way) {
            case Way.Full _ -> "full";
            case Way.Delta _ -> "delta";
            case Way.Back _ -> "back";
        };
    }

    static @Nullable ImageView from(Way way) {
        return way.from().map(ImageView::of).orElse(null);
    }
}
