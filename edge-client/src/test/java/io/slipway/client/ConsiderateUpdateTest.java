package io.slipway.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.Assembly.Client;
import io.slipway.client.config.Configuration;
import io.slipway.client.config.file.ConfigurationFile;
import io.slipway.client.fixture.TestAuthority;
import io.slipway.client.fixture.TestDevice;
import io.slipway.client.fixture.TestRepository;
import io.slipway.client.fixture.TestRepository.Release;
import io.slipway.client.fixture.TestServers;
import io.slipway.client.fixture.VirtualTime;
import io.slipway.client.log.EventLog;
import io.slipway.client.slot.SlotName;
import io.slipway.client.update.UpdateAgent.Finish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The whole client where it is told to leave something to others. */
class ConsiderateUpdateTest {

    private static final int RATE = 50_000;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final VirtualTime time = new VirtualTime(0);
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private TestRepository repository;
    private TestServers servers;
    private TestDevice device;
    private Release one;
    private Release two;

    @BeforeEach
    void start() throws IOException {
        TestAuthority gatewayAuthority = new TestAuthority("gateway");
        TestAuthority storeAuthority = new TestAuthority("store");
        repository = new TestRepository(directory.resolve("repository"));
        one = repository.release("1", image(0));
        two = repository.release("2", image(100_000));
        servers = new TestServers(gatewayAuthority, storeAuthority, repository);
        device = new TestDevice(directory.resolve("device"), one)
                .connect(servers, gatewayAuthority, storeAuthority, repository)
                .set("download.bytes-per-second", Integer.toString(RATE));
        servers.command = two.command(UUID.randomUUID());
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void every_byte_of_a_full_payload_counts_against_the_limit() throws Exception {
        // When
        install();

        // Then
        assertThat(servers.bytesServed()).isGreaterThan(image(0).length);
        assertThat(time.passed()).isEqualTo(timeFor(servers.bytesServed()));
    }

    @Test
    void every_byte_of_a_delta_counts_against_the_limit() throws Exception {
        // Given
        repository.delta(one, two);

        // When
        install();

        // Then
        assertThat(servers.bytesServed()).isBetween(100_000L, 110_000L);
        assertThat(time.passed()).isEqualTo(timeFor(servers.bytesServed()));
    }

    @Test
    void what_heals_a_delta_counts_against_the_same_limit() throws Exception {
        // Given
        String delta = repository.delta(one, two);
        Files.write(device.slot(SlotName.A), new byte[one.image().length]);

        // When
        install();

        // Then
        long fromDelta = Files.size(repository.payloads().get(delta));
        assertThat(time.passed()).isGreaterThan(timeFor(fromDelta + two.image().length / 2));
    }

    @Test
    void a_cancellation_is_heard_while_a_download_trickles() throws Exception {
        // Given
        UUID deployment = UUID.randomUUID();
        servers.command = two.command(deployment);
        device.set("download.bytes-per-second", "4096");
        Path settings = device.settings();
        Thread client = Thread.ofPlatform()
                .start(() -> ClientProgram.run("run", "--config", settings.toString(), "--booted-slot", "a"));
        await().atMost(PATIENCE).until(() -> servers.states().contains("downloading"));

        // When
        servers.command = "{\"type\":\"cancel\",\"deploymentId\":\"" + deployment + "\",\"reason\":\"wrong wave\"}";
        await().atMost(PATIENCE).until(() -> servers.states().contains("cancelled"));
        client.interrupt();
        client.join();

        // Then
        assertThat(servers.states()).containsExactly("accepted", "downloading", "cancelled");
    }

    @Test
    void the_slot_is_filled_and_read_back_in_the_background() throws Exception {
        // Given
        device.set("install.nice", "19");

        // When
        install();

        // Then: one line for each
        assertThat(lines.toString(StandardCharsets.UTF_8).lines().filter(l -> l.contains("update is installed")))
                .hasSize(2);
    }

    /** Everything as {@link Main} does it, but by the time of this test. */
    private void install() throws Exception {
        Configuration configuration = ConfigurationFile.read(device.settings());
        EventLog log = new EventLog(new PrintStream(lines, true, StandardCharsets.UTF_8), Clock.systemUTC());
        Assembly assembly = new Assembly(configuration, log, Clock.systemUTC(), time);
        Client client = assembly.client(assembly.identities().identity().orElseThrow(), SlotName.A);
        client.work().agent().start();
        client.link().receive(Duration.ofSeconds(10)).ifPresent(client.work().inbox()::put);
        assertThat(client.work().agent().takeOne()).isEqualTo(Finish.REBOOT);
        assertThat(Files.readAllBytes(device.slot(SlotName.B))).isEqualTo(two.image());
        client.link().close();
    }

    /** A quarter of a second's worth comes at once. */
    private static long timeFor(long bytes) {
        return bytes * SECOND / RATE - SECOND / 4;
    }

    /** Noise, with more noise of {@code inserted} bytes in the middle. */
    private static byte[] image(int inserted) {
        byte[] noise = new byte[400_000];
        RandomGeneratorFactory.of("L64X128MixRandom").create(7).nextBytes(noise);
        byte[] more = new byte[inserted];
        RandomGeneratorFactory.of("L64X128MixRandom").create(8).nextBytes(more);
        byte[] image = new byte[noise.length + inserted];
        System.arraycopy(noise, 0, image, 0, 200_000);
        System.arraycopy(more, 0, image, 200_000, inserted);
        System.arraycopy(noise, 200_000, image, 200_000 + inserted, 200_000);
        return image;
    }
}
