package io.slipway.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.fixture.TestAuthority;
import io.slipway.client.fixture.TestDevice;
import io.slipway.client.fixture.TestRepository;
import io.slipway.client.fixture.TestRepository.Release;
import io.slipway.client.fixture.TestServers;
import io.slipway.client.slot.SlotName;
import io.slipway.client.slot.fixture.DebianTool;
import io.slipway.client.slot.fixture.LoopDevice;
import io.slipway.client.slot.partition.Partition;
import io.slipway.client.slot.partition.PartitionTable;
import io.slipway.payload.apply.file.FileTargetDevice;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole client on real partitions that are named by label, with hash trees that veritysetup judges. */
class DeviceSlotsTest {

    private static final int SLOT_BYTES = 2 << 20;
    private static final int BLOCK = 4096;

    @TempDir
    Path directory;

    private final String label = "slipway-update-" + ProcessHandle.current().pid();
    private final List<Path> nodes = new ArrayList<>();
    private LoopDevice disk;
    private TestServers servers;
    private TestRepository repository;
    private TestDevice device;

    @BeforeEach
    void start() throws IOException {
        Path file = directory.resolve("disk");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1), (16 << 20) - 1);
        }
        DebianTool.SFDISK.run("""
                label: gpt
                size=4096, name=%1$s-a
                size=4096, name=%1$s-b
                size=64, name=%1$s-hash-a
                size=64, name=%1$s-hash-b
                """.formatted(label), "--quiet", file);
        disk = LoopDevice.of(file);
        try (FileTargetDevice target = FileTargetDevice.openReadOnly(file)) {
            for (Partition partition : PartitionTable.read(target, 512).partitions()) {
                nodes.add(disk.add(partition));
            }
        }
        TestAuthority gatewayAuthority = new TestAuthority("gateway");
        TestAuthority storeAuthority = new TestAuthority("store");
        repository = new TestRepository(directory.resolve("repository"));
        Release one = repository.release("1", image(1, 100 * BLOCK));
        servers = new TestServers(gatewayAuthority, storeAuthority, repository);
        device = new TestDevice(directory.resolve("device"), one)
                .connect(servers, gatewayAuthority, storeAuthority, repository)
                .set("slot.rootfs.a", "PARTLABEL=" + label + "-a")
                .set("slot.rootfs.b", "PARTLABEL=" + label + "-b")
                .set("verity.roots", "roots");
        Files.createDirectories(directory.resolve("device/roots"));
    }

    @AfterEach
    void stop() {
        servers.close();
        disk.close();
    }

    @Test
    void installs_into_a_partition_and_puts_it_under_verity() throws Exception {
        // Given
        byte[] image = image(2, 300 * BLOCK);
        device.set("slot.rootfs.verity", "tail");

        // When
        int code = install(image);

        // Then
        assertThat(code).isEqualTo(Main.REBOOT);
        assertThat(device.boot()).isEqualTo(new OnTrial(SlotName.A, 0, 3));
        assertThat(start(nodes.get(1), image.length)).isEqualTo(image);
        assertThat(verify(nodes.get(1), nodes.get(1))).isZero();
    }

    @Test
    void puts_the_hash_tree_on_a_partition_of_its_own() throws Exception {
        // Given: an image that fills its slot
        byte[] image = image(3, SLOT_BYTES);
        device.set("slot.rootfs.verity", "device")
                .set("slot.rootfs.verity.a", "PARTLABEL=" + label + "-hash-a")
                .set("slot.rootfs.verity.b", "PARTLABEL=" + label + "-hash-b");

        // When
        int code = install(image);

        // Then
        assertThat(code).isEqualTo(Main.REBOOT);
        assertThat(verify(nodes.get(1), nodes.get(3))).isZero();
    }

    @Test
    void refuses_an_image_that_leaves_no_room_for_its_hash_tree() throws Exception {
        // Given
        device.set("slot.rootfs.verity", "tail");

        // When
        int code = install(image(4, SLOT_BYTES));

        // Then
        assertThat(code).isEqualTo(Main.FAILED);
        assertThat(servers.states()).containsExactly("rejected");
        assertThat(servers.reports()).anyMatch(r -> r.contains("\"code\":\"slot-too-small\""));
        assertThat(device.boot()).isEqualTo(new Settled(SlotName.A));
    }

    @Test
    void arms_nothing_when_an_image_that_should_bring_its_hash_tree_has_none() throws Exception {
        // Given
        device.set("slot.rootfs.verity", "image");

        // When
        int code = install(image(5, 200 * BLOCK));

        // Then
        assertThat(code).isEqualTo(Main.FAILED);
        assertThat(servers.reports()).anyMatch(r -> r.contains("\"code\":\"verity-failed\""));
        assertThat(device.boot()).isEqualTo(new Settled(SlotName.A));
        assertThat(directory.resolve("device/roots")).isEmptyDirectory();
    }

    @Test
    void says_what_it_makes_of_the_slots_and_refuses_to_run_from_another_disk() throws Exception {
        // When
        String printed = slots();

        // Then
        assertThat(printed)
                .contains("slot a of rootfs: " + nodes.get(0) + ", images of at most 2097152 bytes\n")
                .contains("slot b of rootfs: " + nodes.get(1) + ", images of at most 2097152 bytes\n")
                .containsPattern("the running slot is (contradictory|not known): .*the mounted root");
        assertThat(ClientProgram.run("once", "--config", device.settings().toString()))
                .isEqualTo(Main.FAILED);
    }

    @Test
    void makes_no_file_where_a_device_is_missing_and_writes_no_device_that_is_called_a_file() throws Exception {
        // Given
        Path missing = Path.of("/dev", label);
        device.set("slot.rootfs.a", missing.toString()).set("slot.rootfs.b", "file:" + nodes.get(1));

        // When
        int code = install(image(6, BLOCK));

        // Then
        assertThat(code).isEqualTo(Main.FAILED);
        assertThat(missing).doesNotExist();
        assertThat(start(nodes.get(1), BLOCK)).containsOnly(0);
        assertThat(slots())
                .contains("slot a of rootfs: " + missing + ", not usable: " + missing + " does not exist\n")
                .contains(nodes.get(1) + " is meant to be a file, no block device\n");
    }

    private String slots() throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThat(ClientProgram.run("slots", "--config", device.settings().toString()))
                    .isEqualTo(Main.FAILED);
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private int install(byte[] image) throws Exception {
        Release two = repository.release("2", image);
        servers.command = two.command(UUID.randomUUID());
        return ClientProgram.run("once", "--config", device.settings().toString(), "--booted-slot", "a");
    }

    private int verify(Path data, Path hashes) throws IOException {
        Properties root = new Properties();
        root.load(Files.newBufferedReader(directory.resolve("device/roots/slipway-verity-rootfs-b.env")));
        return DebianTool.VERITYSETUP
                .attempt(
                        "",
                        "verify",
                        data,
                        hashes,
                        root.getProperty("slipway_verity_rootfs_b"),
                        "--hash-offset",
                        root.getProperty("slipway_verity_rootfs_b_hash_offset"))
                .exitCode();
    }

    private static byte[] start(Path node, int length) throws IOException {
        try (var in = Files.newInputStream(node)) {
            return in.readNBytes(length);
        }
    }

    private static byte[] image(long seed, int length) {
        byte[] image = new byte[length];
        new Random(seed).nextBytes(image);
        return image;
    }
}
