package io.slipway.metadata.trust.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.metadata.canonical.JsonLimits;
import io.slipway.metadata.role.RoleName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FileTrustedMetadataStoreTest {

    private static final byte[] OLD = {1, 2, 3};
    private static final byte[] NEW = {4};

    @TempDir
    Path parent;

    private Path directory;
    private FileTrustedMetadataStore store;

    @BeforeEach
    void open() throws IOException {
        directory = parent.resolve("metadata/trusted");
        store = new FileTrustedMetadataStore(directory);
    }

    @Test
    void has_nothing_at_first() throws IOException {
        assertThat(store.load(RoleName.ROOT)).isEmpty();
    }

    @Test
    void gives_back_what_was_saved_last_also_to_the_next_start() throws IOException {
        store.save(RoleName.ROOT, OLD);
        store.save(RoleName.ROOT, NEW);

        assertThat(store.load(RoleName.ROOT)).hasValue(NEW);
        assertThat(new FileTrustedMetadataStore(directory).load(RoleName.ROOT)).hasValue(NEW);
        assertThat(directory).isDirectoryContaining("glob:**/root.json").isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void forgets_what_was_deleted_and_nothing_else() throws IOException {
        store.save(RoleName.ROOT, OLD);
        store.save(RoleName.TIMESTAMP, NEW);

        store.delete(RoleName.TIMESTAMP);
        store.delete(RoleName.SNAPSHOT);

        assertThat(store.load(RoleName.TIMESTAMP)).isEmpty();
        assertThat(store.load(RoleName.ROOT)).hasValue(OLD);
    }

    @Test
    void keeps_the_old_file_when_the_power_went_while_the_new_one_was_written() throws IOException {
        store.save(RoleName.ROOT, OLD);
        Files.write(directory.resolve("root.json.new"), new byte[] {9});

        assertThat(store.load(RoleName.ROOT)).hasValue(OLD);
        store.save(RoleName.ROOT, NEW);
        assertThat(store.load(RoleName.ROOT)).hasValue(NEW);
    }

    @Test
    void provisions_a_new_device_and_leaves_one_alone_that_has_a_root() throws IOException {
        store.provision(OLD);
        store.provision(NEW);

        assertThat(store.load(RoleName.ROOT)).hasValue(OLD);
    }

    @Test
    void refuses_to_load_a_file_that_cannot_be_its_own() throws IOException {
        Files.write(directory.resolve("root.json"), new byte[JsonLimits.METADATA.maxBytes() + 1]);

        assertThatThrownBy(() -> store.load(RoleName.ROOT)).isInstanceOf(IOException.class);
    }
}
