package io.slipway.client.slot.luks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.slot.OpenSlot;
import io.slipway.client.slot.SlotAddress;
import io.slipway.client.slot.SlotContent;
import io.slipway.client.slot.SlotName;
import io.slipway.client.slot.device.SlotDevices;
import io.slipway.client.slot.device.file.LinuxBlockDevices;
import io.slipway.client.slot.file.FileSlot;
import io.slipway.client.slot.fixture.KernelFixture;
import io.slipway.client.slot.luks.LuksKey.KeyFile;
import io.slipway.client.slot.luks.process.Cryptsetup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** With a program in place of cryptsetup that changes the kernel's files as a device mapper would. */
class LuksSlotTest {

    private static final long BYTES = 1 << 20;
    private static final long PAYLOAD_BYTES = BYTES - 4096;
    private static final String NAME = "slipway-rootfs-b";

    @TempDir
    Path directory;

    private KernelFixture kernel;
    private LuksSlot slot;

    @BeforeEach
    void create() throws IOException {
        kernel = new KernelFixture(directory)
                .device("vdb", "252:16", BYTES)
                .device("vdc", "252:32", BYTES)
                // what the program moves into its place
                .device("dm-7", "254:7", PAYLOAD_BYTES)
                .attribute("dm-7", "dm/uuid", "CRYPT-LUKS2-0123-" + NAME);
        Files.write(directory.resolve("content"), new byte[0]);
        Path program = Files.writeString(directory.resolve("program"), """
                #!/bin/sh
                cd '%s' && echo "$@" >> calls || exit 9
                block=sys/class/block
                case $1 in
                open)
                  for last; do :; done
                  echo "$last" > $block/dm-7/dm/name
                  mkdir -p $block/vdb/holders/dm-7 $block/dm-7/slaves/vdb ;;
                close)
                  rm -r $block/dm-7/dm/name $block/vdb/holders/dm-7 $block/dm-7/slaves/vdb ;;
                esac
                """.formatted(directory));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        slot = newSlot(new Cryptsetup(program.toString(), new KeyFile(Path.of("/key"))));
    }

    private LuksSlot newSlot(LuksMappings mappings) {
        LinuxBlockDevices devices = new LinuxBlockDevices(kernel.files());
        SlotDevices places = new SlotDevices(devices);
        places.place(SlotAddress.parse(node("vdc"), Path::of));
        return new LuksSlot(
                SlotName.B,
                places.place(SlotAddress.parse("luks:" + node("vdb"), Path::of)),
                NAME,
                devices,
                mappings,
                mapped -> new FileSlot(SlotName.B, directory.resolve("content"), mapped.bytes()));
    }

    @Test
    void is_open_while_it_is_written_and_closed_afterwards() throws IOException {
        // When
        try (OpenSlot open = slot.write(5)) {
            open.write(0, ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5}));
            open.force();
            assertThat(calls()).containsExactly(opened());
        }

        // Then
        assertThat(calls()).containsExactly(opened(), "close " + NAME);
        assertThat(directory.resolve("content")).hasBinaryContent(new byte[] {1, 2, 3, 4, 5});
    }

    @Test
    void holds_what_the_mapping_holds_and_asks_once() throws IOException {
        assertThat(slot.capacity()).isEqualTo(PAYLOAD_BYTES);
        assertThat(slot.capacity()).isEqualTo(PAYLOAD_BYTES);
        assertThat(calls()).containsExactly(opened(), "close " + NAME);
        assertThat(slot.location()).isEqualTo("luks:" + node("vdb"));
    }

    @Test
    void is_opened_once_for_several_and_closed_after_the_last() throws IOException {
        SlotContent first = slot.read();
        SlotContent second = slot.readBack();
        first.close();
        first.close();
        assertThat(calls()).containsExactly(opened());
        second.close();
        assertThat(calls()).containsExactly(opened(), "close " + NAME);
    }

    @Test
    void uses_a_mapping_of_others_and_leaves_it_open() throws IOException {
        // Given
        map("cryptroot");

        // When
        slot.read().close();
        slot.closeLeftover();

        // Then
        assertThat(calls()).isEmpty();
    }

    @Test
    void closes_what_a_crash_left_open() throws IOException {
        // Given
        map(NAME);

        // When
        slot.closeLeftover();
        slot.closeLeftover();

        // Then
        assertThat(calls()).containsExactly("close " + NAME);
    }

    @Test
    void leaves_a_mapping_open_that_is_mounted() throws IOException {
        // Given
        map(NAME);
        kernel.mounts("20 1 254:7 / / ro - ext4 /dev/root ro\n");

        // When
        slot.closeLeftover();

        // Then
        assertThat(calls()).isEmpty();
    }

    @Test
    void is_not_opened_on_a_volume_that_is_in_use_otherwise() throws IOException {
        // Given
        kernel.mounts("20 1 252:16 / /mnt ro - ext4 /dev/vdb ro\n");

        // Then
        assertThatThrownBy(() -> slot.write(5)).hasMessage("%1$s is in use: %1$s is mounted at /mnt", node("vdb"));
        assertThat(calls()).isEmpty();
    }

    @Test
    void is_not_opened_where_cryptsetup_refuses_and_can_be_tried_again() throws IOException {
        // Given
        Path program = directory.resolve("program");
        String script = Files.readString(program);
        Files.writeString(program, "#!/bin/sh\necho no key >&2\nexit 1\n");

        // Then
        assertThatThrownBy(() -> slot.write(5)).hasMessageEndingWith("ended with exit code 1: no key");

        Files.writeString(program, script);
        slot.write(5).close();
        assertThat(calls()).containsExactly(opened(), "close " + NAME);
    }

    /** As an earlier run or an initramfs would have left it. */
    private void map(String name) throws IOException {
        kernel.rests("dm-7", "vdb").attribute("dm-7", "dm/name", name);
    }

    private String node(String name) {
        return kernel.files().dev().resolve(name).toString();
    }

    private String opened() {
        return "open --type luks --key-file /key " + node("vdb") + " " + NAME;
    }

    private List<String> calls() throws IOException {
        Path calls = directory.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }
}
