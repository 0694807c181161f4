package io.slipway.client.notification;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.log.EventLog;
import io.slipway.client.notification.UpdateState.Release;
import io.slipway.client.notification.file.StateFile;
import io.slipway.client.notification.json.JsonUpdateState;

import static org.assertj.core.api.Assertions.assertThat;

class BulletinTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final UUID DEPLOYMENT = UUID.fromString("11111111-2222-3333-4444-555555555555");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final Bulletin bulletin = new Bulletin(
            new JsonUpdateState(), clock, new EventLog(new PrintStream(said, true, StandardCharsets.UTF_8), clock));
    private final BlockingQueue<String> passedOn = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void stop() {
        threads.forEach(Thread::interrupt);
    }

    @Test
    void passes_every_change_on_and_progress_once_a_second() throws InterruptedException {
        // Given
        start(passedOn::add);

        // When
        bulletin.post(state("downloading", Optional.of(new Release("debian", "2"))));
        bulletin.progress(10, 100);
        bulletin.progress(20, 100);
        bulletin.post(state("committed", Optional.empty()));

        // Then
        assertThat(next()).isEqualTo("""
                {"state":"downloading","deploymentId":"11111111-2222-3333-4444-555555555555",\
                "release":{"name":"debian","version":"2"},"at":"2026-11-21T10:00:00Z"}""");
        assertThat(next()).contains("\"progress\":{\"done\":10,\"total\":100}");
        assertThat(next()).as("with the release as known before").contains("committed", "\"version\":\"2\"");
        assertThat(bulletin.current().progress()).isEmpty();
    }

    @Test
    void whoever_posts_does_not_wait_for_a_reader_and_old_states_give_way() throws InterruptedException {
        // Given a reader that takes its time
        CountDownLatch goOn = new CountDownLatch(1);
        start(text -> {
            passedOn.add(text);
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
        bulletin.post(state("first", Optional.empty()));
        assertThat(next()).contains("first");

        // When
        for (int i = 0; i < 1000; i++) {
            bulletin.post(state("state-" + i, Optional.empty()));
        }
        goOn.countDown();
        bulletin.awaitPassedOn(PATIENCE);

        // Then
        assertThat(passedOn).hasSize(64).last().asString().contains("state-999");
    }

    @Test
    void a_reader_that_fails_does_not_keep_others_from_reading() throws InterruptedException {
        // Given
        start(
                text -> {
                    throw new IOException("no room");
                },
                passedOn::add);

        // When
        bulletin.post(state("checked", Optional.empty()));

        // Then
        assertThat(next()).contains("checked");
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("cannot be told");
    }

    @Test
    void the_file_has_the_newest_state_for_everybody_to_read() throws IOException {
        // Given
        Path file = directory.resolve("run/state.json");
        StateFile reader = new StateFile(file);

        // When
        reader.read("{\"state\":\"checked\"}");
        reader.read("{\"state\":\"downloading\"}");

        // Then
        assertThat(file).hasContent("{\"state\":\"downloading\"}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--r--");
        assertThat(directory.resolve("run")).isDirectoryNotContaining("glob:**.new");
    }

    private void start(StateReader... readers) {
        threads.add(Thread.ofPlatform().daemon().start(() -> bulletin.run(List.of(readers))));
    }

    private String next() throws InterruptedException {
        return String.valueOf(passedOn.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }

    private static UpdateState state(String name, Optional<Release> release) {
        return new UpdateState(
                name,
                Optional.of(DEPLOYMENT),
                release,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                NOW);
    }
}
