package io.slipway.standalone.operator.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import io.slipway.metadata.key.VerificationKey;
import io.slipway.metadata.role.RoleName;
import io.slipway.standalone.operator.file.PublicKeyFile;
import io.slipway.standalone.operator.http.RepositoryServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Whole ceremonies by the commands that docs/operations.md shows: Alice and Bob hold root keys, Carol a targets key, each on a machine of their own. */
class CeremonyCommandTest {

    private static final List<String> PEOPLE = List.of("alice", "bob", "carol", "dora");

    /** Keys take time to encrypt, so everybody keeps theirs. */
    @TempDir
    static Path keys;

    @TempDir
    Path place;

    private RepositoryServer server;
    private Path folder;
    private String complaint = "";

    @BeforeAll
    static void make_keys() throws IOException {
        Files.writeString(passphrase(), "correct horse battery\n");
        for (String person : PEOPLE) {
            Path directory = keys.resolve(person);
            assertThat(new CommandLine(new KeysCommand())
                            .execute(
                                    "create",
                                    person,
                                    "--keys",
                                    directory.toString(),
                                    "--passphrase-file",
                                    passphrase().toString()))
                    .isZero();
        }
    }

    @BeforeEach
    void prepare() throws IOException {
        server = new RepositoryServer();
        folder = place.resolve("usb");
        Files.writeString(Files.createDirectories(place.resolve("network")).resolve("operator-password"), "secret");
        for (String person : PEOPLE) {
            Path own = Files.createDirectories(place.resolve(person));
            for (String file : List.of(person + ".pem", person + ".pub")) {
                Files.copy(keys.resolve(person).resolve(file), own.resolve(file));
            }
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void two_of_two_begin_a_repository() {
        begin();

        assertThat(server.root().role().authority(RoleName.ROOT).threshold()).isEqualTo(2);
        assertThat(server.root().role().authority(RoleName.ROOT).keys().values())
                .containsExactly(publicKey("alice"), publicKey("bob"));
        assertThat(folder.resolve("1.root.json")).hasBinaryContent(server.root().bytes());
    }

    @Test
    void a_root_key_is_replaced() {
        // Given
        begin();

        // When
        ok(online("ceremony", "fetch"));
        ok(offline(
                "alice",
                "ceremony",
                "draft-root",
                "--trusted-root",
                root(1),
                "--root-threshold",
                "2",
                "--root-key",
                pub("alice"),
                "--root-key",
                pub("dora")));
        ok(sign("alice"));
        ok(sign("bob", "--trusted-root", root(1)));
        ok(sign("dora", "--trusted-root", root(1)));
        ok(online("ceremony", "submit"));

        // Then
        assertThat(server.root().role().version()).isEqualTo(2);
        assertThat(server.root().role().authority(RoleName.ROOT).keys().values())
                .containsExactly(publicKey("alice"), publicKey("dora"));
    }

    @Test
    void the_targets_key_is_replaced() {
        // Given
        begin();

        // When
        ok(online("ceremony", "fetch"));
        ok(offline("alice", "ceremony", "draft-root", "--trusted-root", root(1), "--targets-key", pub("dora")));
        ok(offline("alice", "ceremony", "draft-targets"));
        ok(sign("alice"));
        ok(sign("bob", "--trusted-root", root(1)));
        ok(sign("carol", "--trusted-root", root(1)));
        ok(sign("dora", "--trusted-root", root(1)));
        ok(online("ceremony", "submit"));

        // Then
        assertThat(server.root().role().authority(RoleName.TARGETS).keys().values())
                .containsExactly(publicKey("dora"));
        assertThat(server.targets().role().version()).isEqualTo(2);
    }

    @Test
    void a_ceremony_that_waits_is_not_overwritten() {
        ok(online("ceremony", "fetch"));
        ok(offline("carol", "ceremony", "draft-targets"));

        assertThat(online("ceremony", "fetch")).isEqualTo(1);
        assertThat(complaint)
                .isEqualTo(
                        folder.resolve("targets.json")
                                + " waits for signatures or for ./slipway ceremony submit; remove it, or choose another folder.");
    }

    @Test
    void nobody_signs_what_does_not_go_back_to_a_root_that_they_trust() throws IOException {
        // Given another repository than the one that Alice trusts
        begin();
        Path foreign = Files.copy(folder.resolve("1.root.json"), place.resolve("foreign.json"));
        server.close();
        server = new RepositoryServer();
        ok(online("ceremony", "fetch"));
        begin();
        ok(online("ceremony", "fetch"));
        ok(offline("bob", "ceremony", "draft-targets", "--trusted-root", root(1)));

        // When
        int exitCode = sign("carol", "--trusted-root", foreign.toString());

        // Then
        assertThat(exitCode).isEqualTo(1);
        assertThat(complaint)
                .startsWith("The present metadata of the repository is not to be trusted, so nothing was signed:");
    }

    @Test
    void a_first_root_names_its_keys() {
        ok(online("ceremony", "fetch"));

        assertThat(offline("alice", "ceremony", "draft-root", "--root-key", pub("alice")))
                .isEqualTo(1);
        assertThat(complaint).isEqualTo("The first root needs --targets-key.");
    }

    private static Path passphrase() {
        return keys.resolve("passphrase");
    }

    private void begin() {
        ok(online("ceremony", "fetch"));
        ok(offline(
                "alice",
                "ceremony",
                "draft-root",
                "--root-threshold",
                "2",
                "--root-key",
                pub("alice"),
                "--root-key",
                pub("bob"),
                "--targets-key",
                pub("carol")));
        ok(offline("alice", "ceremony", "draft-targets"));
        ok(sign("alice"));
        ok(sign("bob"));
        ok(sign("carol"));
        ok(online("ceremony", "submit"));
    }

    private int sign(String person, String... more) {
        List<String> words = new ArrayList<>(List.of("ceremony", "sign", "--key", person));
        words.addAll(List.of(more));
        return offline(person, words.toArray(String[]::new));
    }

    /** Runs a command on a person's own machine. */
    private int offline(String person, String... words) {
        List<String> line = new ArrayList<>(List.of(words));
        if (words[0].equals("ceremony")) {
            line.add(folder.toString());
        }
        line.addAll(List.of(
                "--keys",
                place.resolve(person).toString(),
                "--passphrase-file",
                passphrase().toString()));
        return run(line);
    }

    /** Runs a command on the machine that reaches the service. */
    private int online(String... words) {
        List<String> line = new ArrayList<>(List.of(words));
        line.addAll(List.of(
                folder.toString(),
                "--url",
                server.address().toString(),
                "--data",
                place.resolve("network").toString()));
        return run(line);
    }

    private int run(List<String> line) {
        StringWriter printed = new StringWriter();
        CommandLine commandLine = new CommandLine(new Commands());
        commandLine.setErr(new PrintWriter(printed, true));
        commandLine.setExecutionExceptionHandler((failure, command, _) -> {
            command.getErr().print(failure.getMessage());
            return 1;
        });
        int exitCode = commandLine.execute(line.toArray(String[]::new));
        complaint = printed.toString();
        return exitCode;
    }

    private void ok(int exitCode) {
        assertThat(exitCode).as(complaint).isZero();
    }

    private String root(int version) {
        return folder.resolve(version + ".root.json").toString();
    }

    private String pub(String person) {
        return place.resolve(person).resolve(person + ".pub").toString();
    }

    private VerificationKey publicKey(String person) {
        try {
            return PublicKeyFile.read(Path.of(pub(person)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @CommandLine.Command(
            name = "slipway",
            subcommands = {KeysCommand.class, CeremonyCommand.class})
    private static final class Commands {}
}
