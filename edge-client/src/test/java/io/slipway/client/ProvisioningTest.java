package io.slipway.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.slipway.client.fixture.TestAuthority;
import io.slipway.client.fixture.TestDevice;
import io.slipway.client.fixture.TestRepository;
import io.slipway.client.fixture.TestRepository.Release;
import io.slipway.client.fixture.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A new device and its boot partition, against a gateway with real TLS. */
class ProvisioningTest {

    private static final String TOKEN = "3q2-secret_Token";
    private static final String SOFT_HSM = "/usr/lib/softhsm/libsofthsm2.so";

    @TempDir
    Path directory;

    private TestServers servers;
    private TestDevice device;
    private Path boot;
    private Path ini;
    private Release one;

    @BeforeEach
    void start() throws IOException {
        TestAuthority authority = new TestAuthority("gateway");
        TestRepository repository = new TestRepository(directory.resolve("repository"));
        one = repository.release("1", new byte[5000]);
        servers = new TestServers(authority, authority, repository);
        servers.token = TOKEN;
        boot = Files.createDirectory(directory.resolve("boot"));
        ini = boot.resolve("slipway-device.ini");
        authority.writeTo(boot.resolve("gateway-ca.pem"));
        device = new TestDevice(directory.resolve("device"), one)
                .set("provisioning.file", ini.toString())
                .remove("device.id")
                .remove("server.ca")
                .remove("download.ca");
        Files.write(device.data("root.json"), repository.root());
        write("""
                # From the factory
                [server]
                url = %s
                ca-file = gateway-ca.pem
                [device]
                id = board-7
                [enrolment]
                token = "%s"
                """);
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void a_new_device_enrols_and_leaves_no_secret_on_its_boot_partition() throws Exception {
        // Given
        long length = Files.size(ini);

        // When
        int code = provision();
        int work = ClientProgram.run("once", "--config", device.settings().toString(), "--booted-slot", "a");

        // Then
        assertThat(code).isEqualTo(Main.OK);
        assertThat(work).isEqualTo(Main.OK);
        assertThat(Files.readString(device.data("provisioned.properties"))).contains("device.id=board-7");
        assertThat(Files.readString(ini))
                .doesNotContain(TOKEN)
                .contains("id = board-7")
                .hasSize((int) length);
        assertThat(device.data("enrolment-token")).doesNotExist();
        assertThat(device.data("identity/device.crt")).exists();
        assertThat(servers.reports()).anyMatch(r -> r.contains("\"kind\":\"status\""));
    }

    @Test
    void the_daemon_provisions_by_itself() throws Exception {
        // Given
        Path settings = device.settings();
        Thread daemon = Thread.ofPlatform()
                .start(() -> ClientProgram.run("run", "--config", settings.toString(), "--booted-slot", "a"));

        // When
        await().until(() -> servers.reports().stream().anyMatch(r -> r.contains("status")));
        daemon.interrupt();
        daemon.join();

        // Then
        assertThat(Files.readString(ini)).doesNotContain(TOKEN);
    }

    @Test
    void what_is_provisioned_counts_more_than_the_configuration() throws Exception {
        // Given
        device.set("device.id", "board-0").set("server.url", "https://localhost:1");

        // When
        int code = provision();

        // Then
        assertThat(code).isEqualTo(Main.OK);
    }

    @Test
    void can_be_done_again_after_a_loss_of_power_at_any_step() throws Exception {
        // Given what each step leaves behind, in turn: nothing yet, settings and token, a key, a certificate beside
        // token and secrets
        servers.token = "";
        assertThat(provision()).isEqualTo(Main.FAILED);
        assertThat(device.data("identity/device.key")).exists();
        assertThat(Files.readString(ini)).contains(TOKEN);
        byte[] key = Files.readAllBytes(device.data("identity/device.key"));
        servers.token = TOKEN;
        String told = Files.readString(ini);
        assertThat(provision()).isEqualTo(Main.OK);
        Files.writeString(ini, told);
        Files.writeString(device.data("enrolment-token"), TOKEN);

        // When
        int code = provision();

        // Then
        assertThat(code).isEqualTo(Main.OK);
        assertThat(Files.readAllBytes(device.data("identity/device.key"))).isEqualTo(key);
        assertThat(Files.readString(ini)).doesNotContain(TOKEN);
        assertThat(device.data("enrolment-token")).doesNotExist();
    }

    @Test
    void finishes_the_removal_of_the_secrets_wherever_the_power_failed_in_it() throws Exception {
        // Given
        String told = Files.readString(ini);
        provision();
        for (int cut = 0; cut <= TOKEN.length(); cut++) {
            String done = " ".repeat(cut) + TOKEN.substring(cut);
            String otherOrder = TOKEN.substring(0, cut) + " ".repeat(TOKEN.length() - cut);
            for (String torn : List.of(done, otherOrder)) {
                // When
                Files.writeString(ini, told.replace(TOKEN, torn));
                int code = provision();

                // Then
                assertThat(code).isEqualTo(Main.OK);
                assertThat(Files.readString(ini)).isEqualTo(told.replace(TOKEN, " ".repeat(TOKEN.length())));
            }
        }
    }

    @Test
    void a_provisioned_device_does_not_mind_that_the_file_says_something_else_later() throws Exception {
        // Given
        provision();
        Files.writeString(ini, "[device]\nid = other\n");

        // When
        int code = provision();

        // Then
        assertThat(code).isEqualTo(Main.OK);
        assertThat(Files.readString(device.data("provisioned.properties"))).contains("board-7");
    }

    @Test
    void hints_for_the_network_reach_the_hook_as_they_are() throws Exception {
        // Given
        Path seen = directory.resolve("seen.json");
        device.set("provisioning.hook", "cat > " + seen);
        append("[network]\nssid = \"Werk 1 \\\"Süd\\\"\"\npsk = $(reboot) ; `x`\n");

        // When
        int code = provision();

        // Then
        assertThat(code).isEqualTo(Main.OK);
        assertThat(Files.readString(seen)).isEqualTo("{\"psk\":\"$(reboot) ; `x`\",\"ssid\":\"Werk 1 \\\"Süd\\\"\"}");
    }

    @Test
    void nothing_is_kept_when_the_hook_fails() throws Exception {
        // Given
        device.set("provisioning.hook", "exit 3");
        append("[network]\nssid = x\n");

        // When
        int code = provision();

        // Then
        assertThat(code).isEqualTo(Main.FAILED);
        assertThat(device.data("provisioned.properties")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "[device], [devcie]",
        "id = board-7, id = board/7",
        "id = board-7, name = board-7",
        "url = https, url = http",
        "ca-file = gateway, ca-file = ../boot/gateway",
        "token =, claim-certificate-file ="
    })
    void refuses_what_makes_no_sense_and_keeps_nothing(String from, String to) throws Exception {
        // Given
        Files.writeString(ini, Files.readString(ini).replace(from, to));

        // When
        int code = provision();

        // Then
        assertThat(code).isEqualTo(Main.FAILED);
        assertThat(device.data("provisioned.properties")).doesNotExist();
        assertThat(device.data("enrolment-token")).doesNotExist();
    }

    @Test
    void refuses_settings_that_nobody_is_provisioned_with() throws Exception {
        // Given
        Files.writeString(device.data("provisioned.properties"), "reboot.command=rm -rf /\n");

        // Then
        assertThat(ClientProgram.run("status", "--config", device.settings().toString()))
                .isEqualTo(Main.FAILED);
    }

    @Test
    void the_key_can_be_made_in_a_token_that_does_not_give_it_away() throws Exception {
        // Given
        assertThat(Path.of(SOFT_HSM))
                .as("this test needs SoftHSM: apt-get install softhsm2")
                .exists();
        Path tokens = Files.createDirectory(directory.resolve("tokens"));
        Path configuration = Files.writeString(
                directory.resolve("softhsm2.conf"), "directories.tokendir = " + tokens + "\nlog.level = ERROR\n");
        Path pin = Files.writeString(directory.resolve("pin"), "123456\n");
        run(
                configuration,
                List.of(
                        "softhsm2-util",
                        "--init-token",
                        "--free",
                        "--label",
                        "device",
                        "--pin",
                        "123456",
                        "--so-pin",
                        "654321"));
        device.set("identity.key", "pkcs11")
                .set("identity.pkcs11.library", SOFT_HSM)
                .set("identity.pkcs11.pin-file", pin.toString());

        // When
        String provisioned = client(configuration, "provision");
        String worked = client(configuration, "once", "--booted-slot", "a");

        // Then
        assertThat(provisioned).contains("device enrolled deviceId=board-7");
        assertThat(worked).contains("client started");
        assertThat(device.data("identity/device.key")).doesNotExist();
        assertThat(device.data("identity/device.crt")).exists();
        assertThat(servers.reports()).anyMatch(r -> r.contains("\"kind\":\"status\""));
    }

    /** SoftHSM takes its configuration from the environment of its process. */
    private String client(Path configuration, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--config", device.settings().toString()));
        return run(configuration, command);
    }

    private String run(Path configuration, List<String> command) throws Exception {
        Path output = directory.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("SOFTHSM2_CONF", configuration.toString());
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(output);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private int provision() throws IOException {
        return ClientProgram.run("provision", "--config", device.settings().toString());
    }

    private void write(String form) throws IOException {
        Files.writeString(ini, form.formatted(servers.url(), TOKEN));
    }

    private void append(String more) throws IOException {
        Files.writeString(ini, Files.readString(ini) + more);
    }
}
