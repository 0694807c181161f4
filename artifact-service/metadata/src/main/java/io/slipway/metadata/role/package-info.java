/**
 * The roles of TUF 1.0 (section 4) as values: root, targets with delegations, snapshot, timestamp, and the envelope with their signatures.
 *
 * <p>{@code SignedMetadata} is what a file holds; {@code Authority} says which keys may sign it; {@code Root}, {@code Targets}, {@code Snapshot} and
 * {@code Timestamp} are what it means. Each reads itself from verified JSON and writes itself. {@code publication} makes them, {@code trust} checks
 * them.
 */
@NullMarked
package io.slipway.metadata.role;

import org.jspecify.annotations.NullMarked;
