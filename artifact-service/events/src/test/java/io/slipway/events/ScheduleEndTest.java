package io.slipway.events;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class ScheduleEndTest {

    @Inject
    ScheduleEnd end;

    @Inject
    Scheduler scheduler;

    @AfterEach
    void goOn() {
        scheduler.resume();
    }

    @Test
    void nothing_is_begun_on_schedule_once_the_service_stops() {
        assertThat(scheduler.isRunning()).isTrue();

        end.onStop(new ShutdownEvent());

        assertThat(scheduler.isRunning()).isFalse();
    }
}
