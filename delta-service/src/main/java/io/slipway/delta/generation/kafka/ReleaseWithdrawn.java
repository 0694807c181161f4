package io.slipway.delta.generation.kafka;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** As much of the event {@code ReleaseWithdrawn} as this service reads. */
record ReleaseWithdrawn(@Nullable String tenant, @Nullable UUID releaseId) {}
