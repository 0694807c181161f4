package io.slipway.client.slot.device.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.slot.OpenSlot;
import io.slipway.client.slot.Slot;
import io.slipway.client.slot.SlotAddress;
import io.slipway.client.slot.SlotContent;
import io.slipway.client.slot.SlotName;
import io.slipway.client.slot.device.BlockDevice;
import io.slipway.client.slot.device.SlotDevices;
import io.slipway.client.slot.fixture.DebianTool;
import io.slipway.client.slot.fixture.LoopDevice;
import io.slipway.client.slot.partition.Partition;
import io.slipway.client.slot.partition.PartitionTable;
import io.slipway.payload.apply.file.FileTargetDevice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Against the running kernel: loop devices with partitions. */
class BlockDeviceSlotTest {

    private static final String TABLE = """
            label: gpt
            start=2048, size=2048, name=%1$s-a
            start=4096, size=2049, name=%1$s-b
            start=8192, size=2048, name=%1$s-twin
            start=12288, size=2048, name=%1$s-twin
            """;
    private static final int BYTES_OF_B = 2049 * 512;

    @TempDir
    Path directory;

    private final LinuxBlockDevices devices = new LinuxBlockDevices(KernelFiles.ofSystem());
    private final SlotDevices places = new SlotDevices(devices);
    private final List<LoopDevice> loops = new ArrayList<>();
    private final String label = "slipway-" + ProcessHandle.current().pid();
    private LoopDevice disk;
    private List<Partition> partitions;

    @BeforeEach
    void attach() throws IOException {
        Path file = blank("disk");
        DebianTool.SFDISK.run(TABLE.formatted(label), "--quiet", file);
        try (FileTargetDevice target = FileTargetDevice.openReadOnly(file)) {
            partitions = PartitionTable.read(target, 512).partitions();
        }
        disk = loop(file);
        partitions.forEach(disk::add);
    }

    @AfterEach
    void detach() {
        loops.forEach(LoopDevice::close);
    }

    @Test
    void finds_a_partition_by_label_and_by_uuid_without_udev() throws IOException {
        for (String address : List.of(
                "PARTLABEL=" + label + "-b", "PARTUUID=" + partitions.get(1).uuid())) {
            // When
            BlockDevice device = devices.find(parse(address));

            // Then
            assertThat(device.node()).isEqualTo(Path.of(disk.node() + "p2"));
            assertThat(device.bytes()).isEqualTo(BYTES_OF_B);
            assertThat(device.disk()).contains(disk.name());
            assertThat(devices.find(device.node())).contains(device);
            assertThat(devices.find(device.number())).contains(device);
        }
    }

    @Test
    void refuses_a_label_that_nothing_or_more_than_one_partition_has() {
        assertThatThrownBy(() -> devices.find(parse("PARTLABEL=" + label + "-c")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("no partition is PARTLABEL=" + label + "-c");
        assertThatThrownBy(() -> devices.find(parse("PARTLABEL=" + label + "-twin")))
                .hasMessage("more than one partition is PARTLABEL=%1$s-twin: [%2$sp3, %2$sp4]", label, disk.node());
    }

    @Test
    void refuses_a_copy_of_the_disk_that_was_plugged_in() throws IOException {
        // Given: a stick that the device was installed from
        Path copy = Files.copy(directory.resolve("disk"), directory.resolve("stick"));
        LoopDevice stick = loop(copy);
        partitions.forEach(stick::add);

        // Then
        assertThatThrownBy(() -> devices.find(parse("PARTLABEL=" + label + "-a")))
                .hasMessageStartingWith("more than one partition is");
    }

    @Test
    void refuses_a_partition_that_the_kernel_has_elsewhere_than_the_table() throws IOException {
        // Given
        Path file = blank("other");
        DebianTool.SFDISK.run("label: gpt\nstart=2048, size=2048, name=%s-moved\n".formatted(label), "--quiet", file);
        LoopDevice other = loop(file);
        other.add(new Partition(1, 4096 * 512, 2048 * 512, "", ""));

        // Then
        assertThatThrownBy(() -> devices.find(parse("PARTLABEL=" + label + "-moved")))
                .hasMessage("the kernel has %1$sp1 elsewhere than the partition table of %1$s says", other.node());
    }

    @Test
    void holds_as_much_as_the_device_and_reads_back_past_the_cache_what_was_written() throws IOException {
        // Given: a size that is no multiple of 4096
        Slot slot = slot(SlotName.B, "PARTLABEL=" + label + "-b");
        byte[] image = new byte[BYTES_OF_B];
        new Random(1).nextBytes(image);
        assertThat(slot.capacity()).isEqualTo(BYTES_OF_B);

        // When
        try (OpenSlot open = slot.write(image.length)) {
            open.write(0, ByteBuffer.wrap(image));
            open.force();
        }

        // Then
        for (int chunk : new int[] {BYTES_OF_B, 1000, 4096, 65_537}) {
            try (SlotContent content = slot.readBack()) {
                assertThat(content).isInstanceOf(MediumContent.class);
                byte[] read = new byte[image.length];
                for (int at = 0; at < read.length; at += chunk) {
                    content.read(at, ByteBuffer.wrap(read, at, Math.min(chunk, read.length - at)));
                }
                assertThat(read).isEqualTo(image);
                assertThatThrownBy(() -> content.read(BYTES_OF_B - 1, ByteBuffer.allocate(2)))
                        .hasMessage("the device ends at byte " + BYTES_OF_B);
            }
        }
    }

    @Test
    void reads_back_what_the_medium_has_when_it_lost_what_was_written() throws IOException {
        // Given: what was written is in the cache of the device, and the medium below has changed
        Slot slot = slot(SlotName.A, "PARTLABEL=" + label + "-a");
        try (OpenSlot open = slot.write(512)) {
            open.write(0, ByteBuffer.wrap(new byte[512]));
            open.force();
            open.read(0, ByteBuffer.allocate(512));
        }
        try (FileChannel medium = FileChannel.open(directory.resolve("disk"), StandardOpenOption.WRITE)) {
            medium.write(ByteBuffer.wrap(new byte[] {77}), 2048 * 512);
        }

        // When
        ByteBuffer one = ByteBuffer.allocate(1);
        try (SlotContent content = slot.readBack()) {
            content.read(0, one);
        }

        // Then
        assertThat(one.get(0)).isEqualTo((byte) 77);
    }

    @Test
    void is_claimed_while_it_is_written() throws IOException {
        // Given
        Slot slot = slot(SlotName.A, "PARTLABEL=" + label + "-a");
        DebianTool.MKE2FS.run("", "-q", "-F", disk.node() + "p1");
        Path point = Files.createDirectory(directory.resolve("point"));

        // When
        try (OpenSlot _ = slot.write(512)) {
            // Then
            assertThat(DebianTool.MOUNT.attempt("", disk.node() + "p1", point).exitCode())
                    .isNotZero();
            assertThatThrownBy(() -> slot.write(512))
                    .hasMessage(disk.node() + "p1 is in use: the kernel does not give it to anybody else");
        }
        slot.write(512).close();
    }

    @Test
    void refuses_a_mounted_device_and_the_disk_around_it() throws IOException {
        // Given
        Slot slot = slot(SlotName.A, "PARTLABEL=" + label + "-a");
        Slot other = slot(SlotName.B, "PARTLABEL=" + label + "-b");
        Slot around = new BlockDeviceSlot(
                SlotName.A, new SlotDevices(devices).place(parse(disk.node().toString())), true);
        DebianTool.MKE2FS.run("", "-q", "-F", disk.node() + "p1");
        Path point = Files.createDirectory(directory.resolve("a point"));
        DebianTool.MOUNT.run("", disk.node() + "p1", point);
        try {
            // Then
            assertThatThrownBy(() -> slot.write(512))
                    .hasMessage("%1$sp1 is in use: %1$sp1 is mounted at %2$s", disk.node(), point);
            assertThatThrownBy(() -> around.write(512))
                    .hasMessage("%1$s is in use: %1$sp1 is mounted at %2$s", disk.node(), point);
            other.write(512).close();
        } finally {
            DebianTool.UMOUNT.run("", point);
        }
    }

    @Test
    void refuses_a_read_only_device() throws IOException {
        // Given
        LoopDevice readOnly = loop(blank("read-only"), "--read-only");

        // Then
        assertThatThrownBy(() -> slot(SlotName.A, readOnly.node().toString()).write(512))
                .hasMessage(readOnly.node() + " is read-only");
    }

    @Test
    void refuses_a_device_that_another_slot_lies_on() throws IOException {
        // Given: the same partition by another name, and the disk around another one
        Slot slot = slot(SlotName.A, "PARTLABEL=" + label + "-a");
        Slot same = slot(SlotName.B, "PARTUUID=" + partitions.getFirst().uuid());
        assertThat(same.location()).isEqualTo(slot.location());
        assertThatThrownBy(() -> slot.write(512))
                .hasMessage(
                        "PARTLABEL=%s-a (%sp1) overlaps with PARTUUID=%s (%2$sp1), which another slot lies on",
                        label, disk.node(), partitions.getFirst().uuid());

        SlotDevices others = new SlotDevices(devices);
        Slot part = new BlockDeviceSlot(SlotName.A, others.place(parse(disk.node() + "p2")), true);
        others.place(parse(disk.node().toString()));
        assertThatThrownBy(() -> part.write(512))
                .hasMessage("%1$sp2 overlaps with %1$s, which another slot lies on", disk.node());
    }

    @Test
    void refuses_what_is_no_block_device() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> slot(SlotName.A, file.toString()).capacity()).hasMessage(file + " is no block device");
        assertThatThrownBy(() -> slot(SlotName.A, "/dev/null").capacity()).hasMessage("/dev/null is no block device");
        assertThatThrownBy(() -> slot(SlotName.A, "/dev/none").write(1)).hasMessage("/dev/none does not exist");
        assertThat(slot(SlotName.A, "/dev/none").location()).isEqualTo("/dev/none");
    }

    private Slot slot(SlotName name, String address) {
        return new BlockDeviceSlot(name, places.place(parse(address)), true);
    }

    private static SlotAddress parse(String address) {
        return SlotAddress.parse(address, Path::of);
    }

    private Path blank(String name) throws IOException {
        Path file = directory.resolve(name);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1), (8 << 20) - 1);
        }
        return file;
    }

    private LoopDevice loop(Path file, String... options) {
        LoopDevice loop = LoopDevice.of(file, options);
        loops.add(loop);
        return loop;
    }
}
