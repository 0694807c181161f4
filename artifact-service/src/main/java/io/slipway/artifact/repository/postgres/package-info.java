/**
 * The rows of repositories, metadata files and payloads. Implements {@code Repositories}, {@code Payloads} and {@code PublishedTargets}; a state, what follows
 * from it for releases and payloads, and the events about both are one transaction.
 */
@NullMarked
package io.slipway.artifact.repository.postgres;

import org.jspecify.annotations.NullMarked;
