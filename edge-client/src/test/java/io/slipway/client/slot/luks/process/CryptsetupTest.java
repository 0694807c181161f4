package io.slipway.client.slot.luks.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.slot.device.BlockDevice;
import io.slipway.client.slot.device.DeviceNumber;
import io.slipway.client.slot.fixture.DebianTool;
import io.slipway.client.slot.luks.LuksKey;
import io.slipway.client.slot.luks.LuksKey.KeyCommand;
import io.slipway.client.slot.luks.LuksKey.KeyFile;
import io.slipway.client.slot.luks.LuksKey.Token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Against the real cryptsetup and a real header; where the kernel has no device mapper, opening is refused. */
class CryptsetupTest {

    private static final String SECRET = "a secret\nof two lines\n";

    @TempDir
    Path directory;

    private BlockDevice volume;
    private Path keyFile;

    @BeforeEach
    void format() throws IOException {
        Path file = directory.resolve("volume");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1), (20 << 20) - 1);
        }
        keyFile = Files.writeString(directory.resolve("key"), SECRET);
        DebianTool.CRYPTSETUP.run(
                "",
                "luksFormat",
                "--batch-mode",
                "--type",
                "luks2",
                "--pbkdf",
                "pbkdf2",
                "--pbkdf-force-iterations",
                1000,
                file,
                keyFile);
        volume = new BlockDevice("volume", new DeviceNumber(7, 1), file, 20 << 20, false, Optional.empty());
    }

    @Test
    void takes_the_key_from_a_file_or_a_command_byte_for_byte() throws IOException {
        for (LuksKey key : new LuksKey[] {new KeyFile(keyFile), new KeyCommand("cat " + keyFile)}) {
            // When
            real(key).tryKey(volume);
        }
    }

    @Test
    void refuses_a_key_that_does_not_fit_with_the_words_of_cryptsetup() throws IOException {
        // Given
        Files.writeString(keyFile, "another secret");

        // Then
        for (LuksKey key : new LuksKey[] {new KeyFile(keyFile), new KeyCommand("cat " + keyFile)}) {
            assertThatThrownBy(() -> real(key).tryKey(volume))
                    .isInstanceOf(IOException.class)
                    .hasMessage("cryptsetup open --test-passphrase " + volume
                            + " ended with exit code 2: No key available with this passphrase.");
        }
        assertThatThrownBy(() -> real(new Token()).tryKey(volume)).hasMessageContaining("ended with exit code 1");
    }

    @Test
    void opens_and_closes_the_volume_or_says_why_the_kernel_does_not() {
        // Given
        String name = "slipway-test-" + ProcessHandle.current().pid();
        Cryptsetup cryptsetup = real(new KeyFile(keyFile));
        boolean mapper = Files.exists(Path.of("/sys/class/misc/device-mapper"));

        // When
        Optional<IOException> refusal = refusal(() -> cryptsetup.open(volume, name));

        // Then
        if (mapper) {
            assertThat(refusal).isEmpty();
            assertThat(refusal(() -> cryptsetup.close(name))).isEmpty();
        } else {
            assertThat(refusal.orElseThrow())
                    .hasMessageContaining("cryptsetup open " + volume + " ended with exit code 1")
                    .hasMessageContaining("device-mapper");
        }
        assertThat(refusal(() -> cryptsetup.close(name)).orElseThrow())
                .hasMessageStartingWith("cryptsetup close " + name + " ended with exit code");
    }

    @Test
    void gives_the_key_of_a_command_to_the_standard_input_and_nowhere_else() throws IOException {
        // Given
        Path program = program("printf '%s\\n' \"$@\" > " + directory + "/arguments; env > " + directory
                + "/environment; cat > " + directory + "/input; echo refused >&2; exit 5");
        Cryptsetup cryptsetup = new Cryptsetup(program.toString(), new KeyCommand("cat " + keyFile));

        // When
        assertThatThrownBy(() -> cryptsetup.open(volume, "slipway-rootfs-b"))
                .hasMessage("cryptsetup open " + volume + " ended with exit code 5: refused");

        // Then
        assertThat(directory.resolve("input")).hasContent(SECRET);
        assertThat(directory.resolve("arguments"))
                .hasContent("open\n--type\nluks\n--key-file\n-\n" + volume + "\nslipway-rootfs-b\n");
        assertThat(directory.resolve("environment")).content().doesNotContain("a secret");
    }

    @Test
    void refuses_a_command_that_fails_without_repeating_what_it_printed() {
        assertThatThrownBy(() -> real(new KeyCommand("cat " + keyFile + " >&2; cat " + keyFile + "; exit 3"))
                        .tryKey(volume))
                .hasMessage("the command for the key of a LUKS volume ended with exit code 3");
        assertThatThrownBy(() -> real(new KeyCommand("true")).tryKey(volume))
                .hasMessage("the command for the key of a LUKS volume printed nothing");
        assertThatThrownBy(() -> real(new KeyCommand("head -c 65537 /dev/zero")).tryKey(volume))
                .hasMessage("the command for the key of a LUKS volume printed more than 65536 bytes");
    }

    @Test
    void names_a_program_that_is_missing() {
        assertThatThrownBy(() ->
                        new Cryptsetup(directory.resolve("none").toString(), new KeyFile(keyFile)).open(volume, "x"))
                .hasMessageStartingWith("cryptsetup open " + volume + " cannot be started");
    }

    private interface Action {

        void run() throws IOException;
    }

    private static Optional<IOException> refusal(Action action) {
        try {
            action.run();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    private static Cryptsetup real(LuksKey key) {
        return new Cryptsetup(DebianTool.CRYPTSETUP.path(), key);
    }

    private Path program(String script) throws IOException {
        Path program = Files.writeString(directory.resolve("program"), "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }
}
