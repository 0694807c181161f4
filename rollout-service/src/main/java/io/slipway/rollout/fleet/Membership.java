package io.slipway.rollout.fleet;

import java.time.Instant;

/**
 * Whether a device belongs to the fleet.
 *
 * <p>Enrolments and status reports come on different topics, so a status may be first: the device is {@link Unconfirmed} until its enrolment comes,
 * and only an {@link Enrolled} device is ever selected by a rollout.
 */
public sealed interface Membership {

    /** The device has spoken, but its enrolment has not been seen yet. */
    record Unconfirmed() implements Membership {}

    /** The device has a certificate of the tenant. */
    record Enrolled(Instant at) implements Membership {}

    /** The device's certificate was taken away. */
    record Revoked(Instant at, String reason) implements Membership {}
}
