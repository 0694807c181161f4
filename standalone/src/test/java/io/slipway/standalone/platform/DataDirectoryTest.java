package io.slipway.standalone.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.standalone.StandaloneException;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DataDirectoryTest {

    private static final long MEBIBYTE = 1 << 20;

    @TempDir
    Path directory;

    @Test
    void says_how_much_space_a_first_start_needs() {
        assertThatThrownBy(() -> new DataDirectory(directory).requireSpace(64 * MEBIBYTE))
                .isInstanceOf(StandaloneException.class)
                .hasMessage("There is too little disk space for " + directory
                        + ": 64 MiB are free, 6144 MiB are needed; make room, or choose another place with --data.");
    }

    @Test
    void asks_for_less_space_once_the_data_is_there() throws IOException {
        Files.createDirectories(directory.resolve("engines/postgres"));
        DataDirectory data = new DataDirectory(directory);

        assertThatNoException().isThrownBy(() -> data.requireSpace(1024 * MEBIBYTE));
        assertThatThrownBy(() -> data.requireSpace(1023 * MEBIBYTE))
                .isInstanceOf(StandaloneException.class)
                .hasMessageContaining("1023 MiB are free, 1024 MiB are needed");
    }
}
