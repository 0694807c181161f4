/**
 * The TUF repository of each tenant: offline-signed root and targets come in and are checked, this service adds payloads, snapshot and timestamp, and what
 * comes out is published to the object store.
 *
 * <p>Every change goes through {@link io.slipway.artifact.repository.AmendRepository}: computed on the state that was read, committed under the tenant's row
 * lock if nobody was faster. {@link io.slipway.artifact.repository.PublishRepository} then stores the new files, {@code timestamp.json} last, and only after
 * that the releases and payloads in them count as published and other services hear of them. All use cases block; they are called on virtual threads.
 */
@NullMarked
package io.slipway.artifact.repository;

import org.jspecify.annotations.NullMarked;
