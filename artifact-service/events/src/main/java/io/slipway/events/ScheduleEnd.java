package io.slipway.events;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Ends what a service does on schedule as soon as the service stops.
 *
 * <p>Quarkus closes the pool of database connections first and the scheduler last; what is due in between, often seconds, would fail with "Pool closed", and an
 * ERROR that asks nobody for anything.
 */
@ApplicationScoped
class ScheduleEnd {

    private final Scheduler scheduler;

    ScheduleEnd(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void onStop(@Observes ShutdownEvent event) {
        scheduler.pause();
    }
}
