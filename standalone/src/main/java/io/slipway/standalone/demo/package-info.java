/**
 * The demonstration: what is to happen, what did happen, and whether that is the same.
 *
 * <p>{@link io.slipway.standalone.demo.DemoPlan} says what is to happen, {@link io.slipway.standalone.demo.DeviceOutcome} what did on one device. {@code cli} runs it.
 */
@NullMarked
package io.slipway.standalone.demo;

import org.jspecify.annotations.NullMarked;
