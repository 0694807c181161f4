package io.slipway.client.slot;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.client.slot.SlotAddress.File;
import io.slipway.client.slot.SlotAddress.Luks;
import io.slipway.client.slot.SlotAddress.Node;
import io.slipway.client.slot.SlotAddress.PartitionLabel;
import io.slipway.client.slot.SlotAddress.PartitionUuid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SlotAddressTest {

    @Test
    void tells_paths_files_partitions_and_luks_volumes_apart() {
        assertThat(parse("slot-a.img")).isEqualTo(new Node(Path.of("/etc/slipway/slot-a.img")));
        assertThat(parse("/dev/mmcblk0p2")).isEqualTo(new Node(Path.of("/dev/mmcblk0p2")));
        assertThat(parse("file:slot-a.img")).isEqualTo(new File(Path.of("/etc/slipway/slot-a.img")));
        assertThat(parse("PARTLABEL=root fs")).isEqualTo(new PartitionLabel("root fs"));
        assertThat(parse("PARTUUID=0FC63DAF-8483-4772-8E79-3D69D8477DE4"))
                .isEqualTo(new PartitionUuid("0fc63daf-8483-4772-8e79-3d69d8477de4"));
        assertThat(parse("PARTUUID=1a2b3c4d-02")).isEqualTo(new PartitionUuid("1a2b3c4d-02"));
        assertThat(parse("luks:PARTLABEL=rootfs-a")).isEqualTo(new Luks(new PartitionLabel("rootfs-a")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:/a", "/dev/sda2", "PARTLABEL=a", "PARTUUID=1a2b3c4d-02", "luks:/dev/sda2"})
    void is_written_as_it_is_read(String text) {
        assertThat(parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "LABEL=root, every update replaces",
        "UUID=1234-5678, every update replaces",
        "luks:UUID=1234-5678, every update replaces",
        "PARTLABEL=, 1 to 36 characters",
        "PARTLABEL=0123456789012345678901234567890123456, 1 to 36 characters",
        "PARTUUID=12, is no PARTUUID",
        "luks:file:/a, lies on a block device",
        "luks:luks:/dev/a, lies on a block device",
        "file:, names no path",
    })
    void refuses_what_names_no_place(String text, String why) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    private static SlotAddress parse(String text) {
        return SlotAddress.parse(text, Path.of("/etc/slipway")::resolve);
    }
}
