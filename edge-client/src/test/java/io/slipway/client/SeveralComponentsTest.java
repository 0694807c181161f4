package io.slipway.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.fixture.TestAuthority;
import io.slipway.client.fixture.TestDevice;
import io.slipway.client.fixture.TestRepository;
import io.slipway.client.fixture.TestRepository.Release;
import io.slipway.client.fixture.TestServers;
import io.slipway.client.slot.SlotName;
import io.slipway.metadata.digest.Sha256;

import static org.assertj.core.api.Assertions.assertThat;

/** A device whose root filesystem and kernel have slots of their own, which are switched together or not at all. */
class SeveralComponentsTest {

    private static final UUID DEPLOYMENT = UUID.fromString("11111111-2222-3333-4444-555555555555");
    private static final byte[] ONE = "the first system".repeat(9000).getBytes(StandardCharsets.UTF_8);
    private static final byte[] TWO = "the second system".repeat(9000).getBytes(StandardCharsets.UTF_8);
    private static final byte[] KERNEL_ONE = "the first kernel".repeat(900).getBytes(StandardCharsets.UTF_8);
    private static final byte[] KERNEL_TWO = "the second kernel".repeat(900).getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private TestRepository repository;
    private TestServers servers;
    private TestDevice device;
    private Release two;
    private Path kernelB;

    @BeforeEach
    void start() throws IOException {
        TestAuthority gatewayAuthority = new TestAuthority("gateway");
        TestAuthority storeAuthority = new TestAuthority("store");
        repository = new TestRepository(directory.resolve("repository"));
        Release one = repository.release("1", ONE);
        two = repository.release("2", TWO);
        servers = new TestServers(gatewayAuthority, storeAuthority, repository);
        device = new TestDevice(directory.resolve("device"), one)
                .connect(servers, gatewayAuthority, storeAuthority, repository)
                .set("slots", "rootfs,kernel")
                .set("slot.kernel.a", "kernel-a.img")
                .set("slot.kernel.b", "kernel-b.img");
        Files.write(directory.resolve("device/kernel-a.img"), KERNEL_ONE);
        kernelB = directory.resolve("device/kernel-b.img");
        servers.command = two.command(DEPLOYMENT);
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void refuses_a_command_that_leaves_out_a_part_of_the_release() throws Exception {
        // Given
        repository.component(two, "kernel", KERNEL_TWO);

        // Then
        assertRejected("release-incomplete");
    }

    @Test
    void refuses_a_release_without_a_component_whose_image_is_not_known() throws Exception {
        // Then
        assertRejected("component-missing");
    }

    @Test
    void installs_all_components_of_a_release_or_none() throws Exception {
        // Given
        Release kernel = repository.component(two, "kernel", KERNEL_TWO);
        servers.command = two.command(DEPLOYMENT, kernel);

        // When
        int code = once(SlotName.A);

        // Then
        assertThat(code).isEqualTo(Main.REBOOT);
        assertThat(Files.readAllBytes(device.slot(SlotName.B))).isEqualTo(TWO);
        assertThat(Files.readAllBytes(kernelB)).isEqualTo(kernel.image());

        // When
        device.boot(((OnTrial) device.boot()).attempt());
        once(SlotName.B);

        // Then
        assertThat(device.boot()).isEqualTo(new Settled(SlotName.B));
        assertThat(servers.reports())
                .anyMatch(r -> r.contains("\"component\":\"rootfs\"") && r.contains("\"component\":\"kernel\""));
    }

    @Test
    void switches_nothing_when_one_component_cannot_be_written() throws Exception {
        // Given
        device.set("slot.kernel.b", "no-such-directory/kernel-b.img");
        servers.command = two.command(DEPLOYMENT, repository.component(two, "kernel", KERNEL_TWO));

        // When
        once(SlotName.A);

        // Then
        assertThat(servers.states()).endsWith("failed");
        assertThat(servers.reports()).anyMatch(r -> r.contains("\"code\":\"slot-failed\""));
        assertThat(device.boot()).isEqualTo(new Settled(SlotName.A));
    }

    @Test
    void takes_components_along_that_a_release_leaves_as_they_are() throws Exception {
        // Given
        device.set("factory.kernel.sha256", Sha256.of(KERNEL_ONE).hex());
        device.set("factory.kernel.length", Integer.toString(KERNEL_ONE.length));

        // When
        int code = once(SlotName.A);

        // Then
        assertThat(code).isEqualTo(Main.REBOOT);
        assertThat(Files.readAllBytes(device.slot(SlotName.B))).isEqualTo(TWO);
        assertThat(Files.readAllBytes(kernelB)).isEqualTo(KERNEL_ONE);
    }

    private void assertRejected(String code) throws IOException {
        // When
        int exit = once(SlotName.A);

        // Then
        assertThat(exit).isEqualTo(Main.FAILED);
        assertThat(servers.states()).containsExactly("rejected");
        assertThat(servers.reports()).anyMatch(r -> r.contains("\"code\":\"" + code + "\""));
        assertThat(device.slot(SlotName.B)).doesNotExist();
        assertThat(kernelB).doesNotExist();
    }

    private int once(SlotName booted) throws IOException {
        return ClientProgram.run("once", "--config", device.settings().toString(), "--booted-slot", booted.text());
    }
}
