package io.slipway.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.client.fixture.TestAuthority;
import io.slipway.client.fixture.TestDevice;
import io.slipway.client.fixture.TestRepository;
import io.slipway.client.fixture.TestRepository.Release;
import io.slipway.client.fixture.TestServers;
import io.slipway.client.slot.SlotName;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole client where there is a delta from the release that runs. */
class DeltaUpdateTest {

    private static final int LENGTH = 1_500_000;
    private static final int INSERTED = 20_000;

    @TempDir
    Path directory;

    private TestRepository repository;
    private TestServers servers;
    private TestDevice device;
    private Release two;
    private String delta;

    @BeforeEach
    void start() throws IOException {
        TestAuthority gatewayAuthority = new TestAuthority("gateway");
        TestAuthority storeAuthority = new TestAuthority("store");
        repository = new TestRepository(directory.resolve("repository"));
        Release one = repository.release("1", image(false));
        two = repository.release("2", image(true));
        delta = repository.delta(one, two);
        servers = new TestServers(gatewayAuthority, storeAuthority, repository);
        device = new TestDevice(directory.resolve("device"), one)
                .connect(servers, gatewayAuthority, storeAuthority, repository);
        servers.command = two.command(UUID.randomUUID());
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void installs_from_the_delta_and_fetches_nothing_of_the_full_payload() throws Exception {
        // When
        int code = once();

        // Then
        assertThat(code).isEqualTo(Main.REBOOT);
        assertThat(Files.readAllBytes(device.slot(SlotName.B))).isEqualTo(two.image());
        assertThat(servers.bytesServed())
                .isEqualTo(Files.size(repository.payloads().get(delta)));
        assertThat(servers.bytesServed()).isLessThan(INSERTED + 4_000);
    }

    @Test
    void a_modified_running_slot_is_healed_from_the_full_payload() throws Exception {
        // Given
        byte[] running = Files.readAllBytes(device.slot(SlotName.A));
        running[LENGTH / 2]++;
        Files.write(device.slot(SlotName.A), running);

        // When
        int code = once();

        // Then
        assertThat(code).isEqualTo(Main.REBOOT);
        assertThat(Files.readAllBytes(device.slot(SlotName.B))).isEqualTo(two.image());
        assertThat(servers.bytesServed())
                .isGreaterThan(Files.size(repository.payloads().get(delta)));
    }

    @Test
    void a_running_slot_of_which_nothing_is_left_is_healed_all_the_same() throws Exception {
        // Given
        Files.write(device.slot(SlotName.A), new byte[LENGTH]);

        // When
        int code = once();

        // Then
        assertThat(code).isEqualTo(Main.REBOOT);
        assertThat(Files.readAllBytes(device.slot(SlotName.B))).isEqualTo(two.image());
    }

    @Test
    void a_delta_that_is_refused_gives_way_to_the_full_payload() throws Exception {
        // Given
        Path file = repository.payloads().get(delta);
        byte[] damaged = Files.readAllBytes(file);
        damaged[damaged.length - 1]++;
        Files.write(file, damaged);

        // When
        int code = once();

        // Then
        assertThat(code).isEqualTo(Main.REBOOT);
        assertThat(Files.readAllBytes(device.slot(SlotName.B))).isEqualTo(two.image());
        assertThat(servers.states()).doesNotContain("failed");
    }

    @Test
    void a_running_slot_that_is_shorter_than_the_source_gives_way_to_the_full_payload() throws Exception {
        // Given
        Files.write(device.slot(SlotName.A), new byte[100]);

        // When
        int code = once();

        // Then
        assertThat(code).isEqualTo(Main.REBOOT);
        assertThat(Files.readAllBytes(device.slot(SlotName.B))).isEqualTo(two.image());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 144, 2_000, 15_000})
    void goes_on_where_the_connection_was_cut(long cutAfter) throws Exception {
        // Given
        servers.cutAfter = cutAfter;
        servers.cutsLeft.set(3);

        // When
        int code = once();

        // Then
        assertThat(code).isEqualTo(Main.REBOOT);
        assertThat(Files.readAllBytes(device.slot(SlotName.B))).isEqualTo(two.image());
    }

    private int once() throws IOException {
        return ClientProgram.run("once", "--config", device.settings().toString(), "--booted-slot", "a");
    }

    /** Noise; the second version has a little more in the middle. */
    private static byte[] image(boolean second) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        byte[] image = new byte[LENGTH];
        random.nextBytes(image);
        if (!second) {
            return image;
        }
        byte[] inserted = new byte[INSERTED];
        random.nextBytes(inserted);
        byte[] longer = new byte[LENGTH + INSERTED];
        System.arraycopy(image, 0, longer, 0, LENGTH / 3);
        System.arraycopy(inserted, 0, longer, LENGTH / 3, INSERTED);
        System.arraycopy(image, LENGTH / 3, longer, LENGTH / 3 + INSERTED, LENGTH - LENGTH / 3);
        return longer;
    }
}
