package io.slipway.standalone.signing.bouncycastle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.key.bouncycastle.BouncyCastleVerifier;
import io.slipway.metadata.key.bouncycastle.EcdsaP256SigningKey;
import io.slipway.metadata.key.bouncycastle.Ed25519SigningKey;
import io.slipway.standalone.StandaloneException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeyFileTest {

    private static final char[] PASSPHRASE = "correct horse".toCharArray();

    @TempDir
    Path directory;

    static Stream<SigningKey> keys() {
        SecureRandom random = new SecureRandom();
        return Stream.of(Ed25519SigningKey.generate(random), EcdsaP256SigningKey.generate(random));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void a_key_that_was_written_signs_as_before(SigningKey key) throws IOException {
        // Given
        Path file = directory.resolve("root.pem");
        KeyFile.write(file, key, PASSPHRASE);

        // When
        SigningKey read = KeyFile.read(file, PASSPHRASE);

        // Then
        byte[] message = "metadata".getBytes(StandardCharsets.UTF_8);
        assertThat(read.verificationKey()).isEqualTo(key.verificationKey());
        assertThat(new BouncyCastleVerifier().verifies(key.verificationKey(), message, read.sign(message)))
                .isTrue();
    }

    @Test
    void the_file_is_encrypted_and_its_owner_s_alone() throws IOException {
        Path file = written();

        assertThat(Files.readString(file)).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    @Test
    void another_passphrase_does_not_open_it() throws IOException {
        Path file = written();

        assertThatThrownBy(() -> KeyFile.read(file, "wrong horse".toCharArray()))
                .isInstanceOf(StandaloneException.class)
                .hasMessage("The passphrase does not open " + file + ".");
    }

    @Test
    void a_key_is_never_overwritten() throws IOException {
        Path file = written();
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> KeyFile.write(file, Ed25519SigningKey.generate(new SecureRandom()), PASSPHRASE))
                .isInstanceOf(StandaloneException.class)
                .hasMessageContaining("never overwritten");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void a_short_passphrase_is_refused() {
        assertThatThrownBy(() -> KeyFile.write(
                        directory.resolve("k"), Ed25519SigningKey.generate(new SecureRandom()), "short".toCharArray()))
                .isInstanceOf(StandaloneException.class)
                .hasMessageContaining("at least 8");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void a_missing_file_is_named() {
        assertThatThrownBy(() -> KeyFile.read(directory.resolve("none.pem"), PASSPHRASE))
                .isInstanceOf(StandaloneException.class)
                .hasMessageContaining("none.pem");
    }

    private Path written() throws IOException {
        Path file = directory.resolve("root.pem");
        KeyFile.write(file, Ed25519SigningKey.generate(new SecureRandom()), PASSPHRASE);
        return file;
    }
}
