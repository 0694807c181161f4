package io.slipway.device.download;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MetadataFileTest {

    @ParameterizedTest
    @ValueSource(strings = {"1.root.json", "12.snapshot.json", "3.targets.json", "999.payloads.json"})
    void knows_the_versioned_files_and_that_they_never_change(String name) {
        assertThat(new MetadataFile(name).isImmutable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp.json"})
    void knows_that_the_timestamp_changes(String name) {
        assertThat(new MetadataFile(name).isImmutable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "root.json",
                "0.root.json",
                "01.root.json",
                "1.timestamp.json",
                "1.root.json.bak",
                "../1.root.json",
                "1.root.json/..",
                "1.other.json",
                "12345678901.root.json"
            })
    void refuses_any_other_name(String name) {
        assertThatThrownBy(() -> new MetadataFile(name)).isInstanceOf(IllegalArgumentException.class);
    }
}
