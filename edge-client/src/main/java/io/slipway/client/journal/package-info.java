/**
 * Durable records that survive a loss of power at any instant. A {@link io.slipway.client.journal.RecordLog} is appended to or
 * replaced as a whole; what it returns after a crash is what was acknowledged before. The lifecycle of an update and the queue of
 * reports are kept in such logs.
 */
@NullMarked
package io.slipway.client.journal;

import org.jspecify.annotations.NullMarked;
