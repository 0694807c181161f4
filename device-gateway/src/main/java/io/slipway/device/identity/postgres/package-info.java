/**
 * Identities in PostgreSQL (tables {@code enrolment_token}, {@code device}, {@code certificate}; see {@code db/migration}) through Hibernate Reactive.
 *
 * <p>{@link io.slipway.device.identity.postgres.PostgresIdentityLedger} records the change and its event in one transaction. Called by the use cases of
 * {@code io.slipway.device.identity} only.
 */
@NullMarked
package io.slipway.device.identity.postgres;

import org.jspecify.annotations.NullMarked;
