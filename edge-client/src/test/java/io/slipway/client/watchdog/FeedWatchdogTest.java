package io.slipway.client.watchdog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.fixture.VirtualTime;
import io.slipway.client.health.ExamineSystem;
import io.slipway.client.health.HealthCheck;
import io.slipway.client.health.Pace;
import io.slipway.client.health.Probe;
import io.slipway.client.health.Verdict;
import io.slipway.client.health.Vitals;
import io.slipway.client.log.EventLog;
import io.slipway.client.program.Ending;
import io.slipway.client.program.ProgramRun;
import io.slipway.client.time.MonotonicTime;
import io.slipway.client.watchdog.FeedWatchdog.Settings;
import io.slipway.client.watchdog.file.WatchdogDevice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A regular file or a pipe plays the device: what was written to it tells how it was treated. */
class FeedWatchdogTest {

    private static final byte FED = 0;
    private static final byte HANDED_BACK = 'V';
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    @TempDir
    Path directory;

    private final VirtualTime time = new VirtualTime(0);
    private final Vitals vitals = new Vitals(time);
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final EventLog log = new EventLog(new PrintStream(said, true, StandardCharsets.UTF_8), Clock.systemUTC());
    private Path device;

    @BeforeEach
    void device() throws IOException {
        device = Files.createFile(directory.resolve("watchdog"));
    }

    @Test
    void is_fed_while_the_trial_is_good_and_handed_back_after_the_commit() throws IOException {
        // Given
        FeedWatchdog feeder = feeder(false);

        // When
        feeder.beat();
        assertThat(written()).as("no trial, not even opened").isEmpty();
        vitals.goingOn(Duration.ofMinutes(1));
        feeder.beat();
        feeder.beat();
        vitals.settle();
        feeder.beat();
        feeder.beat();

        // Then
        assertThat(written()).containsExactly(FED, FED, HANDED_BACK);
    }

    @Test
    void goes_on_being_fed_after_the_commit_where_that_is_wanted() throws IOException {
        // Given
        FeedWatchdog feeder = feeder(true);

        // When
        feeder.beat();
        vitals.goingOn(Duration.ofMinutes(1));
        feeder.beat();
        vitals.settle();
        feeder.beat();

        // Then
        assertThat(written()).containsExactly(FED, FED, FED);
    }

    @Test
    void starves_and_is_not_handed_back_once_the_trial_has_failed() throws IOException {
        // Given
        FeedWatchdog feeder = feeder(false);
        vitals.goingOn(Duration.ofMinutes(1));
        feeder.beat();

        // When
        vitals.lose();
        feeder.beat();
        vitals.goingOn(Duration.ofMinutes(1));
        feeder.beat();

        // Then
        assertThat(written()).containsExactly(FED);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("not fed any more");
    }

    @Test
    void starves_when_a_check_hangs() throws IOException, InterruptedException {
        // Given a check that says nothing for ten minutes, while the feeder's time passes
        FeedWatchdog feeder = feeder(false);
        HealthCheck check = new HealthCheck("app", new Probe.Server(), Pace.once(Duration.ofSeconds(20)));

        // When
        new ExamineSystem(
                        List.of(check),
                        Duration.ZERO,
                        (_, _) -> {
                            for (int i = 0; i < 120; i++) {
                                feeder.beat();
                                time.pass(INTERVAL.toNanos());
                            }
                            return new Verdict.Healthy();
                        },
                        time,
                        vitals)
                .examine(Map.of());

        // Then it was fed for the 20 s of the attempt and the 30 s of grace
        assertThat(written()).hasSize(11).containsOnly(FED);
    }

    @Test
    void the_thread_feeds_a_pipe_until_the_trial_falls_silent() throws Exception {
        // Given
        Path pipe = directory.resolve("pipe");
        assertThat(new ProgramRun(List.of("mkfifo", pipe.toString()), Map.of(), "", INTERVAL).run())
                .isEqualTo(new Ending.Exited(0, ""));
        Vitals signs = new Vitals(MonotonicTime.SYSTEM);
        signs.goingOn(Duration.ofMinutes(10));
        Settings often = new Settings(Duration.ofMillis(1), false);
        Thread feeding = Thread.ofPlatform()
                .daemon()
                .start(new FeedWatchdog(() -> WatchdogDevice.open(pipe), often, signs, MonotonicTime.SYSTEM, log));

        try (InputStream dog = Files.newInputStream(pipe)) {
            // When
            assertThat(dog.readNBytes(3)).containsOnly(FED);
            signs.goingOn(Duration.ofMillis(1));
            await().until(() -> said.toString(StandardCharsets.UTF_8).contains("not fed any more"));
            feeding.interrupt();
            feeding.join();

            // Then
            assertThat(dog.readNBytes(dog.available())).doesNotContain(HANDED_BACK);
        }
    }

    @Test
    void a_device_that_is_not_there_is_told_once() {
        // Given
        FeedWatchdog feeder = new FeedWatchdog(
                () -> WatchdogDevice.open(directory.resolve("none")), new Settings(INTERVAL, true), vitals, time, log);

        // When
        feeder.beat();
        feeder.beat();

        // Then
        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("watchdog cannot be used"));
    }

    private FeedWatchdog feeder(boolean always) {
        return new FeedWatchdog(() -> WatchdogDevice.open(device), new Settings(INTERVAL, always), vitals, time, log);
    }

    private List<Byte> written() throws IOException {
        byte[] bytes = Files.readAllBytes(device);
        Byte[] boxed = new Byte[bytes.length];
        Arrays.setAll(boxed, i -> bytes[i]);
        return List.of(boxed);
    }
}
