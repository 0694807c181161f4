package io.slipway.client.update;

import java.time.Duration;

/** What comes after a state was acted on. */
public sealed interface Step {

    /** The lifecycle goes on to {@code next}, which is to be journalled before it is acted on. */
    record MoveTo(Lifecycle next) implements Step {}

    /** The device must reboot, once {@code next} is journalled. */
    record Reboot(Lifecycle next) implements Step {}

    /** Nothing may be done yet: the same state is to be acted on again after {@code time}, which is short. */
    record Wait(Duration time) implements Step {}

    /** There is nothing to do until a command comes. */
    record Rest() implements Step {}
}
