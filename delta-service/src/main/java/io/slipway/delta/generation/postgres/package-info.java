/**
 * Jobs and waiting paths in PostgreSQL, through Hibernate Reactive.
 *
 * <p>Rows are locked before a transition is decided, in the order of their keys. The events about paths leave through the outbox in the same transaction.
 */
@NullMarked
package io.slipway.delta.generation.postgres;

import org.jspecify.annotations.NullMarked;
