package io.slipway.client.install.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import io.slipway.client.log.EventLog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NiceThreadTest {

    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final EventLog log = new EventLog(new PrintStream(lines, true, StandardCharsets.UTF_8), Clock.systemUTC());

    @Test
    @EnabledOnOs(OS.LINUX)
    void work_and_the_threads_that_it_starts_give_way_and_nothing_else_does() {
        // Given
        int usual = niceOfThisThread();
        int nicer = Math.min(19, usual + 3);

        // When
        int atWork = new NiceThread(nicer, log).run(NiceThreadTest::niceOfThisThread);
        int started = new NiceThread(nicer, log).run(NiceThreadTest::niceOfStartedThread);

        // Then
        assertThat(atWork).isEqualTo(nicer);
        assertThat(started).isEqualTo(nicer);
        assertThat(niceOfThisThread()).isEqualTo(usual);
        assertThat(niceOfStartedThread()).isEqualTo(usual);
        assertThat(lines.toString(StandardCharsets.UTF_8)).contains("INFO", "in the background nice=" + nicer);
    }

    @Test
    void the_work_is_done_where_the_system_has_no_such_priorities() {
        // Given
        String system = System.setProperty("os.name", "Windows 11");

        // When
        String done;
        try {
            done = new NiceThread(5, log).run(() -> "done");
        } finally {
            System.setProperty("os.name", system);
        }

        // Then
        assertThat(done).isEqualTo("done");
        assertThat(lines.toString(StandardCharsets.UTF_8))
                .contains(
                        "WARN the update is installed at the usual priority",
                        "Windows 11 has no priorities of threads");
    }

    @Test
    void what_the_work_throws_reaches_the_caller() {
        // Given
        IllegalStateException failure = new IllegalStateException("power cut");

        // Then
        assertThatThrownBy(() -> new NiceThread(1, log).run(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @Test
    void an_interrupt_reaches_the_work_and_its_result_the_caller() throws Exception {
        // Given
        CountDownLatch working = new CountDownLatch(1);
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        CompletableFuture<String> result = new CompletableFuture<>();
        Thread caller = Thread.ofPlatform().start(() -> {
            result.complete(new NiceThread(1, log).run(() -> stoppedBy(working)));
            stillInterrupted.set(Thread.currentThread().isInterrupted());
        });
        working.await();

        // When
        caller.interrupt();
        caller.join();

        // Then
        assertThat(result).isCompletedWithValue("stopped");
        assertThat(stillInterrupted).isTrue();
    }

    private static String stoppedBy(CountDownLatch working) {
        working.countDown();
        try {
            new CountDownLatch(1).await();
            return "never";
        } catch (InterruptedException e) {
            return "stopped";
        }
    }

    private static int niceOfStartedThread() {
        return CompletableFuture.supplyAsync(NiceThreadTest::niceOfThisThread, task -> Thread.ofPlatform()
                        .start(task))
                .join();
    }

    /** Field 19 of {@code stat}, counted from 1 (man 5 proc_pid_stat); the second is a name in parentheses. */
    private static int niceOfThisThread() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", 20)[19 - 3]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
