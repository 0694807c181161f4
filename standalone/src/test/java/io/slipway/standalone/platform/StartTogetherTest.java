package io.slipway.standalone.platform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.slipway.standalone.StandaloneException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(30)
class StartTogetherTest {

    private final List<Component> running = new ArrayList<>();
    private final StartTogether together = new StartTogether(new Silence());

    @Test
    void returns_when_all_are_ready() {
        together.start(running, List.of(() -> new Standing("a", true), () -> new Standing("b", true)));

        assertThat(running).extracting(Component::name).containsExactly("a", "b");
    }

    @Test
    void the_first_failure_ends_the_others_and_is_the_one_that_is_told() {
        // Given
        Supplier<Component> fails = () -> {
            throw new StandaloneException("a does not come up");
        };

        // When / Then
        assertThatThrownBy(() -> together.start(running, List.of(fails, StartTogetherTest::neverReady)))
                .isInstanceOf(StandaloneException.class)
                .hasMessage("a does not come up");
    }

    @Test
    void those_that_came_up_are_known_when_another_fails() {
        // Given
        CountDownLatch up = new CountDownLatch(1);
        Supplier<Component> comesUp = () -> {
            up.countDown();
            return new Standing("a", true);
        };
        Supplier<Component> failsThen = () -> {
            await(up);
            throw new StandaloneException("b does not come up");
        };

        // When / Then
        assertThatThrownBy(() -> together.start(running, List.of(comesUp, failsThen)))
                .hasMessage("b does not come up");
        assertThat(running).extracting(Component::name).containsExactly("a");
    }

    @Test
    void the_death_of_what_they_stand_on_ends_the_start() {
        // Given
        running.add(new Standing("kafka", false));

        // When / Then
        assertThatThrownBy(() -> together.start(running, List.of(StartTogetherTest::neverReady)))
                .isInstanceOf(StandaloneException.class)
                .hasMessage("kafka (process 1) has ended unexpectedly while the platform was starting.");
    }

    @Test
    void an_interrupt_ends_the_start_and_is_cleared() {
        // Given
        Thread.currentThread().interrupt();

        // When / Then
        assertThatThrownBy(() -> together.start(running, List.of(StartTogetherTest::neverReady)))
                .isInstanceOf(StandaloneException.class)
                .hasMessage("The start was interrupted.");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    /** Waits until it is told to give up. */
    private static Component neverReady() {
        await(new CountDownLatch(1));
        throw new StandaloneException("gave up");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Silence() implements StartPlatform.Progress {

        @Override
        public void starting(DataDirectory data) {
            // Nobody listens.
        }

        @Override
        public void ready(Component component, Duration took) {
            // Nobody listens.
        }
    }

    /** A component that nothing happens to. */
    private record Standing(String name, boolean isAlive) implements Component {

        @Override
        public String address() {
            return "nowhere";
        }

        @Override
        public long pid() {
            return 1;
        }

        @Override
        public void kill() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void restart() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void stop() {
            throw new UnsupportedOperationException();
        }
    }
}
