/**
 * Transactional events: what a service publishes commits with the change that caused it, and what it receives takes effect once.
 *
 * <p>{@link io.slipway.events.Outbox} is called inside the database transaction of a use case; {@link io.slipway.events.OutboxRelay} hands the rows
 * to Kafka in order. {@link io.slipway.events.EventReception} is called by every Kafka consumer and calls the service's use case; {@link
 * io.slipway.events.Inbox} makes that use case take effect once for each event. The jar also carries the configuration that all four services
 * share. Why it is one jar: {@code docs/adr/0002-one-jar-for-transactional-events.md}.
 */
@NullMarked
package io.slipway.events;

import org.jspecify.annotations.NullMarked;
