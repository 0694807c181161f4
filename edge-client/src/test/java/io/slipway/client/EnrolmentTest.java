package io.slipway.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.fixture.TestAuthority;
import io.slipway.client.fixture.TestDevice;
import io.slipway.client.fixture.TestRepository;
import io.slipway.client.fixture.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

class EnrolmentTest {

    @TempDir
    Path directory;

    private TestServers servers;
    private TestDevice device;

    @BeforeEach
    void start() throws IOException {
        TestAuthority authority = new TestAuthority("gateway");
        TestRepository repository = new TestRepository(directory.resolve("repository"));
        servers = new TestServers(authority, authority, repository);
        servers.token = "secret-token";
        device = new TestDevice(directory.resolve("device"), repository.release("1", new byte[5000]))
                .connect(servers, authority, authority, repository);
        Files.delete(device.data("identity/device.key"));
        Files.delete(device.data("identity/device.crt"));
        Files.writeString(device.data("enrolment-token"), "secret-token\n");
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void makes_a_key_of_its_own_and_forgets_the_token() throws IOException {
        // When
        int code = enrol();

        // Then
        assertThat(code).isEqualTo(Main.OK);
        assertThat(device.data("enrolment-token")).doesNotExist();
        assertThat(Files.readString(device.data("identity/device.key"))).contains("BEGIN PRIVATE KEY");
        assertThat(Files.getPosixFilePermissions(device.data("identity/device.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void speaks_to_the_gateway_with_the_new_certificate() throws IOException {
        // Given
        enrol();

        // When
        int code = ClientProgram.run("once", "--config", device.settings().toString(), "--booted-slot", "a");

        // Then
        assertThat(code).isEqualTo(Main.OK);
        assertThat(servers.reports()).anyMatch(r -> r.contains("\"kind\":\"status\""));
    }

    @Test
    void does_nothing_when_it_is_enrolled_already() throws IOException {
        // Given
        enrol();
        byte[] key = Files.readAllBytes(device.data("identity/device.key"));

        // When
        int code = enrol();

        // Then
        assertThat(code).isEqualTo(Main.OK);
        assertThat(Files.readAllBytes(device.data("identity/device.key"))).isEqualTo(key);
    }

    @Test
    void keeps_the_key_when_the_token_was_refused() throws IOException {
        // Given
        servers.token = "";
        assertThat(enrol()).isEqualTo(Main.FAILED);
        byte[] key = Files.readAllBytes(device.data("identity/device.key"));

        // When
        servers.token = "secret-token";
        int code = enrol();

        // Then
        assertThat(code).isEqualTo(Main.OK);
        assertThat(Files.readAllBytes(device.data("identity/device.key"))).isEqualTo(key);
    }

    @Test
    void refuses_to_be_another_device_than_its_certificate_says() throws IOException {
        // Given
        enrol();
        device.set("device.id", "board-2");

        // Then
        assertThat(enrol()).isEqualTo(Main.FAILED);
    }

    @Test
    void fails_without_a_token() throws IOException {
        // Given
        Files.delete(device.data("enrolment-token"));

        // Then
        assertThat(enrol()).isEqualTo(Main.FAILED);
    }

    private int enrol() throws IOException {
        return ClientProgram.run("enrol", "--config", device.settings().toString());
    }
}
