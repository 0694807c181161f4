package io.slipway.events;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the outbox is handed over to Kafka; the same in every service. */
@ConfigMapping(prefix = "slipway.outbox")
interface OutboxSettings {

    /** How long to wait before looking again when the table was empty. */
    @WithDefault("200ms")
    Duration poll();

    /** How long to wait before trying again when Kafka or the database refused. */
    @WithDefault("2s")
    Duration retry();

    /** The most rows handed over at once; at most 1000. */
    @WithDefault("500")
    int batch();

    /** How long one instance keeps the right to hand over; must exceed the producer's delivery timeout by far. */
    @WithDefault("30s")
    Duration lease();
}
