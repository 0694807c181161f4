/**
 * Programs of the integrator that run before and after the phases of an update. Called by the update lifecycle and by the examination
 * of a trial.
 */
@NullMarked
package io.slipway.client.hook;

import org.jspecify.annotations.NullMarked;
