package io.slipway.device.download;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.slipway.device.identity.Tenant;

import static org.assertj.core.api.Assertions.assertThat;

class CachedMetadataTest {

    private static final Tenant OTHER = new Tenant("other");

    private final List<String> asked = new ArrayList<>();
    private final MetadataStore store = (tenant, file) -> {
        asked.add(tenant + " " + file.name());
        return file.name().startsWith("9") ? Optional.empty() : Optional.of(new byte[40]);
    };

    @Test
    void reads_an_immutable_file_once_per_tenant() throws Exception {
        CachedMetadata cached = new CachedMetadata(store, 100);

        cached.read(Tenant.DEFAULT, new MetadataFile("1.root.json"));
        cached.read(Tenant.DEFAULT, new MetadataFile("1.root.json"));
        cached.read(OTHER, new MetadataFile("1.root.json"));

        assertThat(asked).containsExactly("default 1.root.json", "other 1.root.json");
    }

    @Test
    void reads_the_timestamp_and_what_is_missing_every_time() throws Exception {
        CachedMetadata cached = new CachedMetadata(store, 100);

        for (int i = 0; i < 2; i++) {
            cached.read(Tenant.DEFAULT, new MetadataFile("timestamp.json"));
            cached.read(Tenant.DEFAULT, new MetadataFile("9.root.json"));
        }

        assertThat(asked).hasSize(4);
    }

    @Test
    void keeps_no_more_bytes_than_it_may_and_forgets_the_oldest() throws Exception {
        CachedMetadata cached = new CachedMetadata(store, 100);

        cached.read(Tenant.DEFAULT, new MetadataFile("1.root.json"));
        cached.read(Tenant.DEFAULT, new MetadataFile("2.root.json"));
        cached.read(Tenant.DEFAULT, new MetadataFile("1.root.json"));
        cached.read(Tenant.DEFAULT, new MetadataFile("3.root.json"));
        cached.read(Tenant.DEFAULT, new MetadataFile("1.root.json"));
        cached.read(Tenant.DEFAULT, new MetadataFile("2.root.json"));

        assertThat(asked)
                .containsExactly(
                        "default 1.root.json", "default 2.root.json", "default 3.root.json", "default 2.root.json");
    }
}
