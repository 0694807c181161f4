package io.slipway.standalone.operator.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.metadata.key.VerificationKey;
import io.slipway.metadata.key.bouncycastle.Ed25519SigningKey;
import io.slipway.standalone.StandaloneException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PublicKeyFileTest {

    @TempDir
    Path directory;

    @Test
    void a_key_that_was_written_is_read_again() throws IOException {
        VerificationKey key = Ed25519SigningKey.generate(new SecureRandom()).verificationKey();
        Path file = PublicKeyFile.beside(directory.resolve("root.pem"));

        PublicKeyFile.write(file, key);

        assertThat(file).isEqualTo(directory.resolve("root.pub"));
        assertThat(PublicKeyFile.read(file)).isEqualTo(key);
    }

    @Test
    void what_is_no_key_is_named() throws IOException {
        Path file = Files.writeString(directory.resolve("root.pub"), "{\"keytype\":\"ed25519\"}");

        assertThatThrownBy(() -> PublicKeyFile.read(file))
                .isInstanceOf(StandaloneException.class)
                .hasMessageStartingWith(file + " holds no public key: ");
    }
}
