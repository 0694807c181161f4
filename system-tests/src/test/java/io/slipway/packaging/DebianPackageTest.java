package io.slipway.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.packaging.Commands.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/** The Debian package is built, installed into a root filesystem of its own, run there, removed and purged, each by Debian's tools. */
@Tag("system")
class DebianPackageTest {

    private static final Path CLIENT =
            Path.of(System.getProperty("slipway.root")).resolve("edge-client");
    private static final Path EXECUTABLE = CLIENT.resolve("target/slipway-client");
    private static final Pattern LIBRARY = Pattern.compile("(/\\S*\\.so\\S*) \\(0x");

    /** The executable finds itself by /proc; random numbers come from /dev. */
    private static final String CHROOT =
            "mount --rbind /proc \"$0/proc\" && mount --rbind /dev \"$0/dev\" && exec chroot \"$0\" \"$@\"";

    private static final String OF_A_DEVICE = """
        device.id=board-1
        device.type=virtual-board
        server.url=https://localhost:1
        slot.rootfs.a=/var/lib/slipway/slot-a
        slot.rootfs.b=/var/lib/slipway/slot-b
        boot.environment=/var/lib/slipway/bootenv
        """;

    @TempDir
    Path directory;

    private Commands commands;
    private Path root;

    @BeforeEach
    void requireExecutable() throws IOException {
        assertThat(EXECUTABLE).as("./slipway native builds it").isExecutable();
        commands = new Commands(directory);
        root = Files.createDirectory(directory.resolve("root"));
    }

    @Test
    void the_same_executable_makes_the_same_package() throws Exception {
        assertThat(build("once")).hasSameBinaryContentAs(build("again"));
    }

    @Test
    void is_installed_runs_and_goes_without_a_trace() throws Exception {
        // Given: a system with the libraries that the package depends on, and nothing else
        Path packed = build("package");
        makeSystem();

        // When
        dpkg("--install", packed.toString());

        // Then
        assertThat(dpkg("--status", "slipway-client")).contains("Status: install ok installed");
        assertThat(permissions("usr/bin/slipway-client")).isEqualTo("rwxr-xr-x");
        assertThat(permissions("etc/slipway/client.properties")).isEqualTo("rw-r-----");
        assertThat(Files.readSymbolicLink(
                        root.resolve("etc/systemd/system/multi-user.target.wants/slipway-client.service")))
                .isEqualTo(Path.of("/lib/systemd/system/slipway-client.service"));
        assertThat(dpkg("--verify", "slipway-client")).isEmpty();

        runsAsTheServiceDoes();

        // When
        dpkg("--remove", "slipway-client");

        // Then: settings and identity of the device stay
        assertThat(root.resolve("usr/bin/slipway-client")).doesNotExist();
        assertThat(root.resolve("etc/slipway/client.properties")).exists();
        assertThat(root.resolve("var/lib/slipway/lock")).exists();

        // When
        dpkg("--purge", "slipway-client");

        // Then
        for (String gone : List.of("etc/slipway", "var/lib/slipway", "usr/share/doc/slipway-client")) {
            assertThat(root.resolve(gone)).doesNotExist();
        }
        assertThat(root.resolve("etc/systemd/system/multi-user.target.wants")).isEmptyDirectory();
    }

    @Test
    void the_digest_for_buildroot_is_that_of_the_licences() throws Exception {
        String digests = Files.readString(CLIENT.resolve("packaging/buildroot/slipway-client/slipway-client.hash"));
        String digest = commands.run(
                "sha256sum", CLIENT.resolve("packaging/debian/copyright").toString());
        assertThat(digests).contains("sha256  " + digest.split(" ")[0] + "  debian/copyright\n");
    }

    private void runsAsTheServiceDoes() throws Exception {
        // Given
        Path settings = root.resolve("etc/slipway/client.properties");
        String condition = service("ExecCondition")
                .replace("/bin/grep", "grep")
                .replace("/etc/", root + "/etc/")
                .replace("/var/", root + "/var/");
        assertThat(commands.attempt(condition.split(" ")).exitCode())
                .as("no device yet")
                .isNotZero();

        // When
        Files.writeString(settings, OF_A_DEVICE + Files.readString(settings));

        // Then
        commands.run(condition.split(" "));
        assertThat(inside("/usr/bin/slipway-client", "status")).isEqualTo(new Outcome(0, "idle no update so far\n"));
        assertThat(service("ExecStart")).isEqualTo("/usr/bin/slipway-client run");
        Outcome outcome = inside("/usr/bin/slipway-client", "run", "--booted-slot", "a");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output())
                .endsWith("slipway-client: The device has neither a certificate nor an enrolment token\n");
    }

    private Path build(String folder) throws Exception {
        String printed = commands.run(
                "sh",
                CLIENT.resolve("packaging/debian/build.sh").toString(),
                EXECUTABLE.toString(),
                directory.resolve(folder).toString());
        return Path.of(printed.strip());
    }

    /** dpkg knows of the libraries what this machine's dpkg knows of its own. */
    private void makeSystem() throws Exception {
        Files.createDirectories(root.resolve("proc"));
        Files.createDirectories(root.resolve("dev"));
        Files.createDirectories(root.resolve("var/lib/dpkg/info"));
        Files.createDirectories(root.resolve("var/lib/dpkg/updates"));
        Files.writeString(
                root.resolve("var/lib/dpkg/status"), commands.run("dpkg-query", "--status", "libc6", "zlib1g"));
        for (String library : LIBRARY.matcher(commands.run("ldd", EXECUTABLE.toString()))
                .results()
                .map(found -> found.group(1))
                .toList()) {
            Path copy = root.resolve(library.substring(1));
            Files.createDirectories(copy.getParent());
            Files.copy(Path.of(library), copy);
        }
    }

    private String dpkg(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("dpkg", "--root=" + root, "--force-not-root", "--force-script-chrootless", "--log=/dev/null"));
        command.addAll(List.of(arguments));
        return commands.run(command.toArray(String[]::new));
    }

    private Outcome inside(String... command) throws Exception {
        List<String> words = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", CHROOT, root.toString()));
        words.addAll(List.of(command));
        return commands.attempt(words.toArray(String[]::new));
    }

    private static String service(String key) throws IOException {
        return Files.readString(CLIENT.resolve("packaging/slipway-client.service"))
                .lines()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    private String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(file)));
    }
}
