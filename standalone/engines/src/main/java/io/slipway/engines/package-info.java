/**
 * The foreign engines of the platform as processes of one machine: PostgreSQL, Kafka, S3 and MQTT.
 *
 * <p>The launcher keeps them running for {@code ./slipway up}; the tests of every service start them through {@link io.slipway.engines.EngineTestResource}. {@link
 * io.slipway.engines.Engines} is the entrance; a package per engine knows how to prepare and start it; {@code process} runs, watches and ends it.
 */
@NullMarked
package io.slipway.engines;

import org.jspecify.annotations.NullMarked;
