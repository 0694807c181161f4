package io.slipway.client.slot.device.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.client.slot.SlotAddress;
import io.slipway.client.slot.SlotName;
import io.slipway.client.slot.Testimony;
import io.slipway.client.slot.Testimony.Refutes;
import io.slipway.client.slot.Testimony.Says;
import io.slipway.client.slot.Testimony.Silent;
import io.slipway.client.slot.device.SlotDevices;
import io.slipway.client.slot.device.SlotPair;
import io.slipway.client.slot.fixture.DebianTool;
import io.slipway.client.slot.fixture.KernelFixture;

import static org.assertj.core.api.Assertions.assertThat;

class WitnessTest {

    private static final String UUID_A = "aaaaaaaa-0000-4000-8000-000000000001";
    private static final String UUID_B = "bbbbbbbb-0000-4000-8000-000000000002";
    private static final long MIB = 1 << 20;

    @TempDir
    static Path disks;

    private static Path disk;

    @TempDir
    Path directory;

    private KernelFixture kernel;
    private CommandLineWitness commandLine;
    private MountedRootWitness mountedRoot;

    @BeforeAll
    static void partition() throws IOException {
        disk = disks.resolve("disk");
        try (FileChannel file = FileChannel.open(disk, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(1), 8 * MIB - 1);
        }
        DebianTool.SFDISK.run("""
                label: gpt
                start=2048, size=4096, name=rootfs-a, uuid=%s
                start=6144, size=4096, name=rootfs-b, uuid=%s
                start=10240, size=2048, name=data
                """.formatted(UUID_A, UUID_B), "--quiet", disk);
    }

    /** sda1 is slot a, sda2 slot b, sda3 holds data; dm-0 is dm-verity of b, dm-1 a LUKS volume on a, loop0 lies in the filesystem on b. */
    @BeforeEach
    void create() throws IOException {
        kernel = new KernelFixture(directory)
                .device("sda", "8:0", 8 * MIB)
                .partition("sda", 1, "8:1", MIB, 2 * MIB)
                .partition("sda", 2, "8:2", 3 * MIB, 2 * MIB)
                .partition("sda", 3, "8:3", 5 * MIB, MIB)
                .device("dm-0", "254:0", 2 * MIB)
                .attribute("dm-0", "dm/name", "vroot")
                .rests("dm-0", "sda2")
                .rests("dm-0", "sda3")
                .device("dm-1", "254:1", 2 * MIB)
                .attribute("dm-1", "dm/name", "croot")
                .rests("dm-1", "sda1")
                .device("loop0", "7:0", MIB)
                .attribute("loop0", "loop/backing_file", "/lower/image.squashfs");
        Files.createSymbolicLink(kernel.files().dev().resolve("sda"), disk);
        LinuxBlockDevices devices = new LinuxBlockDevices(kernel.files());
        SlotDevices places = new SlotDevices(devices);
        SlotPair slots = new SlotPair(
                devices,
                List.of(places.place(SlotAddress.parse("luks:PARTLABEL=rootfs-a", Path::of))),
                List.of(places.place(SlotAddress.parse("PARTUUID=" + UUID_B, Path::of))));
        commandLine = new CommandLineWitness(kernel.files(), devices, slots);
        mountedRoot = new MountedRootWitness(kernel.files(), devices, slots);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quiet slipway.slot=b",
                "root=PARTUUID=" + UUID_B + " ro",
                "root=/dev/nfs root=PARTLABEL=rootfs-b",
                "root=/dev/sda2",
                "root=8:2",
                "root=/dev/dm-0",
                "root=/dev/mapper/vroot",
                "dm-mod.create=\"vroot,,,ro, 0 4096 verity 1 PARTUUID=" + UUID_B
                        + " /dev/sda3 4096 4096 512 1 sha256 ab cd\" root=/dev/dm-0",
                "systemd.verity_root_data=PARTUUID=" + UUID_B + " root=UUID=1234-5678",
                "slipway.slot=b root=/dev/sda2 -- slipway.slot=a",
            })
    void the_command_line_names_a_slot_in_many_ways(String text) throws IOException {
        // Given
        kernel.commandLine(text);

        // Then
        assertThat(commandLine.testify()).isInstanceOfSatisfying(Says.class, says -> assertThat(says.slot())
                .isEqualTo(SlotName.B));
    }

    @Test
    void the_command_line_is_followed_through_a_luks_mapping() throws IOException {
        kernel.commandLine("root=/dev/mapper/croot");
        assertThat(commandLine.testify())
                .isEqualTo(
                        new Says(SlotName.A, "root=/dev/mapper/croot is " + dev("dm-1") + " on [" + dev("sda1") + "]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "slipway.slot=a slipway.slot=b",
                "slipway.slot=c",
                "slipway.slot=a root=/dev/sda2",
                "root=PARTUUID=" + UUID_A + " slipway.slot=b",
                "root=/dev/sda3",
                "root=PARTLABEL=data slipway.slot=a",
                "dm-mod.create=\"x,,,, 0 8 linear /dev/sda1 0, 8 8 linear /dev/sda2 0\"",
            })
    void the_command_line_refutes_what_does_not_fit_together(String text) throws IOException {
        kernel.commandLine(text);
        assertThat(commandLine.testify()).isInstanceOf(Refutes.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "quiet",
                "root=UUID=1234-5678",
                "root=/dev/nfs",
                "root=PARTLABEL=gone",
                "root=PARTUUID=x/PARTNROFF=1"
            })
    void the_command_line_is_silent_where_it_names_no_partition(String text) throws IOException {
        kernel.commandLine(text);
        assertThat(commandLine.testify()).isInstanceOf(Silent.class);
    }

    @Test
    void a_command_line_that_cannot_be_read_is_silent() {
        assertThat(commandLine.testify()).isInstanceOf(Silent.class);
    }

    @Test
    void the_root_is_a_slot_whatever_its_source_is_called() throws IOException {
        assertThat(root("27 1 8:2 / / ro,relatime shared:1 - ext4 /dev/root ro"))
                .isEqualTo(new Says(SlotName.B, "/ is " + dev("sda2")));
    }

    @Test
    void the_root_is_followed_through_dm_verity_luks_and_a_loop() throws IOException {
        assertThat(root("27 1 254:0 / / ro - erofs /dev/mapper/vroot ro"))
                .isEqualTo(
                        new Says(SlotName.B, "/ is " + dev("dm-0") + " on [" + dev("sda2") + ", " + dev("sda3") + "]"));
        assertThat(root("27 1 254:1 / / ro - ext4 /dev/mapper/croot ro")).isInstanceOf(Says.class);
        assertThat(root("""
                26 1 8:2 / /lower ro - ext4 /dev/sda2 ro
                27 1 7:0 / / ro - squashfs /dev/loop0 ro
                """)).isEqualTo(new Says(SlotName.B, "/ is " + dev("loop0") + " on [" + dev("sda2") + "]"));
    }

    @Test
    void the_root_that_hides_its_device_is_known_by_its_source() throws IOException {
        assertThat(root("27 1 0:33 / / ro - btrfs " + dev("dm-0") + " ro"))
                .isInstanceOfSatisfying(
                        Says.class, says -> assertThat(says.slot()).isEqualTo(SlotName.B));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lowerdir=/media/root ro,upperdir=/data/up,workdir=/data/work",
                "lowerdir=/sysroot/media/root ro:/etc,upperdir=/data/up",
                "lowerdir+=/a\\\\:b,lowerdir+=/media/root ro",
            })
    void the_root_is_followed_through_an_overlay_to_its_lower_directory(String options) throws IOException {
        assertThat(root("""
                25 27 8:3 / /data rw - ext4 /dev/sda3 rw
                26 27 8:2 / /media/root\\040ro ro - ext4 /dev/sda2 ro
                27 1 0:40 / / rw - overlay overlay rw,%s
                """.formatted(options.replace(" ", "\\040"))))
                .isInstanceOfSatisfying(
                        Says.class, says -> assertThat(says.slot()).isEqualTo(SlotName.B));
    }

    @Test
    void the_last_of_two_mounts_at_one_place_counts() throws IOException {
        assertThat(root("""
                26 1 8:1 / / ro - ext4 /dev/sda1 ro
                27 26 8:2 / / ro - ext4 /dev/sda2 ro
                """)).isEqualTo(new Says(SlotName.B, "/ is " + dev("sda2")));
    }

    @Test
    void a_root_on_neither_slot_refutes() throws IOException {
        assertThat(root("27 1 8:3 / / ro - ext4 /dev/sda3 ro"))
                .isEqualTo(new Refutes("/ is " + dev("sda3") + ", which is neither slot"));
    }

    @Test
    void a_root_without_a_device_is_silent() throws IOException {
        for (String mounts : new String[] {
            "1 1 0:2 / / rw - rootfs rootfs rw",
            "1 1 0:2 / / rw - nfs4 server:/root rw",
            "1 1 0:2 / / rw - overlay overlay rw,lowerdir=/gone,upperdir=/up",
            "1 1 0:2 / /home rw - tmpfs tmpfs rw",
            "",
            "nonsense",
        }) {
            assertThat(root(mounts)).as(mounts).isInstanceOf(Silent.class);
        }
    }

    @Test
    void a_root_on_one_slot_is_known_while_the_other_is_missing_but_not_refuted_by_that() throws IOException {
        // Given
        Files.delete(kernel.files().sys().resolve("class/block/sda2"));

        // Then
        assertThat(root("27 1 8:1 / / ro - ext4 /dev/sda1 ro")).isInstanceOf(Says.class);
        assertThat(root("27 1 8:3 / / ro - ext4 /dev/sda3 ro"))
                .isInstanceOfSatisfying(Silent.class, silent -> assertThat(silent.why())
                        .contains("slot b: the kernel does not know partition 2 of"));
    }

    private Testimony root(String mounts) throws IOException {
        kernel.mounts(mounts);
        return mountedRoot.testify();
    }

    private Path dev(String name) {
        return kernel.files().dev().resolve(name);
    }
}
