/**
 * Decides whether a system on trial is fit to stay: all configured checks must pass, each within its time. Called by the update
 * lifecycle after the first boot of a new slot.
 */
@NullMarked
package io.slipway.client.health;

import org.jspecify.annotations.NullMarked;
