package io.slipway.client.slot.partition;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.client.slot.fixture.DebianTool;
import io.slipway.payload.apply.file.FileTargetDevice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PartitionTableTest {

    private static final int SECTOR = 512;
    private static final long DISK_BYTES = 16 << 20;
    private static final String GPT = """
            label: gpt
            label-id: 6AB44DA3-1D2F-4B0A-9C7C-5B7BB6E0B0D1
            start=2048, size=4096, name=rootfs-a, uuid=0FC63DAF-8483-4772-8E79-3D69D8477DE4
            start=8192, size=4095, name="r\u00f6\u00f6t \u20ac", uuid=11111111-2222-3333-4444-555555555555
            """;

    @TempDir
    Path directory;

    private Path disk;

    @BeforeEach
    void create() throws IOException {
        disk = directory.resolve("disk");
        try (FileChannel file = open()) {
            file.write(ByteBuffer.allocate(1), DISK_BYTES - 1);
        }
    }

    @Test
    void reads_what_sfdisk_wrote_into_a_gpt() throws IOException {
        // When
        DebianTool.SFDISK.run(GPT, "--quiet", disk);

        // Then
        assertThat(read(SECTOR))
                .containsExactly(
                        new Partition(1, 2048 * 512, 4096 * 512, "0fc63daf-8483-4772-8e79-3d69d8477de4", "rootfs-a"),
                        new Partition(
                                2,
                                8192 * 512,
                                4095 * 512,
                                "11111111-2222-3333-4444-555555555555",
                                "r\u00f6\u00f6t \u20ac"));
    }

    @Test
    void reads_what_sgdisk_wrote_into_a_gpt_with_gaps_in_its_numbers() throws IOException {
        // Given
        DebianTool.SGDISK.run("", "-n", "3:2048:+1M", "-c", "3:third", "-n", "128:0:+2M", "-c", "128:last", disk);

        // When
        List<Partition> partitions = read(SECTOR);

        // Then
        assertThat(partitions).extracting(Partition::number).containsExactly(3, 128);
        assertThat(partitions).extracting(Partition::label).containsExactly("third", "last");
        for (Partition partition : partitions) {
            Matcher uuid = Pattern.compile("Partition unique GUID: (\\S+)")
                    .matcher(DebianTool.SGDISK.run("", "-i", partition.number(), disk));
            assertThat(uuid.find()).isTrue();
            assertThat(partition.uuid()).isEqualToIgnoringCase(uuid.group(1));
        }
    }

    @Test
    void reads_an_mbr_with_logical_partitions() throws IOException {
        // When
        DebianTool.SFDISK.run("""
                label: dos
                label-id: 0x1a2b3c4d
                start=2048, size=2048, type=83
                start=4096, size=20480, type=f
                start=6144, size=2048, type=83
                start=10240, size=3000, type=83
                """, "--quiet", disk);

        // Then
        assertThat(read(SECTOR))
                .containsExactly(
                        new Partition(1, 2048 * 512, 2048 * 512, "1a2b3c4d-01", ""),
                        new Partition(5, 6144 * 512, 2048 * 512, "1a2b3c4d-05", ""),
                        new Partition(6, 10240 * 512, 3000 * 512, "1a2b3c4d-06", ""));
    }

    @Test
    void finds_no_partitions_on_an_empty_disk_and_in_a_filesystem() throws IOException {
        assertThat(read(SECTOR)).isEmpty();

        DebianTool.MKE2FS.run("", "-q", "-F", disk);
        assertThat(read(SECTOR)).isEmpty();

        Path small = Files.write(directory.resolve("small"), new byte[700]);
        try (FileTargetDevice target = FileTargetDevice.openReadOnly(small)) {
            assertThat(PartitionTable.read(target, SECTOR).partitions()).isEmpty();
        }
    }

    @Test
    void reads_a_disk_with_sectors_of_4096_bytes() throws IOException {
        // Given
        writeGptWithLargeSectors();

        // Then
        assertThat(read(4096))
                .containsExactly(new Partition(1, 6 * 4096, 10 * 4096, "00000000-0000-0000-0000-000000000001", "big"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1 * SECTOR, 1 * SECTOR + 16, 1 * SECTOR + 91, 2 * SECTOR + 40, 33 * SECTOR + 500})
    void takes_the_second_copy_of_a_gpt_when_the_first_is_damaged(int at) throws IOException {
        // Given
        DebianTool.SFDISK.run(GPT, "--quiet", disk);
        List<Partition> before = read(SECTOR);

        // When
        flip(at);

        // Then
        assertThat(read(SECTOR)).isEqualTo(before);
    }

    @Test
    void refuses_a_gpt_whose_two_copies_are_damaged() throws IOException {
        // Given
        DebianTool.SFDISK.run(GPT, "--quiet", disk);

        // When
        flip(SECTOR + 40);
        flip(DISK_BYTES - SECTOR);

        // Then
        assertThatThrownBy(() -> read(SECTOR))
                .isInstanceOf(PartitionTableException.class)
                .hasMessageContaining("both copies of the GPT are damaged")
                .hasMessageContaining("the checksum of its header is wrong")
                .hasMessageContaining("has no header");
    }

    @Test
    void refuses_a_chain_of_logical_partitions_that_never_ends() throws IOException {
        // Given: the only link leads to itself
        ByteBuffer sector = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        sector.put(450, (byte) 5).putInt(454, 100).putInt(458, 1000).putShort(510, (short) 0xaa55);
        ByteBuffer link = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        link.put(466, (byte) 5).putInt(470, 0).putInt(474, 1000).putShort(510, (short) 0xaa55);
        try (FileChannel file = open()) {
            file.write(sector, 0);
            file.write(link, 100 * SECTOR);
        }

        // Then
        assertThatThrownBy(() -> read(SECTOR))
                .isInstanceOf(PartitionTableException.class)
                .hasMessageContaining("more than 256 links");
    }

    @Test
    void lets_only_the_declared_errors_pass_whatever_the_disk_holds() throws IOException {
        for (String script : List.of(GPT, "label: dos\nsize=2048\nsize=8192,type=5\nsize=1024\n")) {
            DebianTool.SFDISK.run(script, "--quiet", "--wipe", "always", disk);
            Random random = new Random(7);
            for (int round = 0; round < 400; round++) {
                List<Integer> sectors = List.of(0, 1, 2, (int) (DISK_BYTES / SECTOR - 1), 4096);
                byte[] good = bytes(sectors.get(round % sectors.size()));
                byte[] bad = good.clone();
                for (int flips = 0; flips < 6; flips++) {
                    bad[random.nextInt(SECTOR)] = (byte) random.nextInt();
                }
                write(sectors.get(round % sectors.size()), bad);
                assertThatCode(() -> {
                            try {
                                read(SECTOR);
                            } catch (PartitionTableException declared) {
                                assertThat(declared).hasMessageNotContaining("null");
                            }
                        })
                        .as("round %d of %s", round, script)
                        .doesNotThrowAnyException();
                if (round % 3 == 0) {
                    write(sectors.get(round % sectors.size()), good);
                }
            }
        }
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(disk, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private List<Partition> read(int sectorBytes) throws IOException {
        try (FileTargetDevice target = FileTargetDevice.openReadOnly(disk)) {
            return new ArrayList<>(PartitionTable.read(target, sectorBytes).partitions());
        }
    }

    private byte[] bytes(int sector) throws IOException {
        try (FileChannel file = open()) {
            ByteBuffer bytes = ByteBuffer.allocate(SECTOR);
            file.read(bytes, (long) sector * SECTOR);
            return bytes.array();
        }
    }

    private void write(int sector, byte[] bytes) throws IOException {
        try (FileChannel file = open()) {
            file.write(ByteBuffer.wrap(bytes), (long) sector * SECTOR);
        }
    }

    private void flip(long at) throws IOException {
        try (FileChannel file = open()) {
            ByteBuffer one = ByteBuffer.allocate(1);
            file.read(one, at);
            file.write(ByteBuffer.wrap(new byte[] {(byte) (one.get(0) ^ 1)}), at);
        }
    }

    /** sfdisk makes files with sectors of 512 bytes only. */
    private void writeGptWithLargeSectors() throws IOException {
        int sector = 4096;
        long last = DISK_BYTES / sector - 1;
        ByteBuffer array = ByteBuffer.allocate(128 * 128).order(ByteOrder.LITTLE_ENDIAN);
        array.putLong(0, 1).putLong(8, 1).put(31, (byte) 1).putLong(32, 6).putLong(40, 15);
        array.put(56, "big".getBytes(StandardCharsets.UTF_16LE));
        ByteBuffer header = ByteBuffer.allocate(sector).order(ByteOrder.LITTLE_ENDIAN);
        header.put(0, "EFI PART".getBytes(StandardCharsets.US_ASCII))
                .putInt(8, 0x10000)
                .putInt(12, 92)
                .putLong(24, 1)
                .putLong(32, last)
                .putLong(40, 6)
                .putLong(48, last - 6)
                .putLong(72, 2)
                .putInt(80, 128)
                .putInt(84, 128)
                .putInt(88, crc(array.array(), array.capacity()));
        header.putInt(16, crc(header.array(), 92));
        ByteBuffer first = ByteBuffer.allocate(sector).order(ByteOrder.LITTLE_ENDIAN);
        first.put(450, (byte) 0xee).putInt(454, 1).putInt(458, (int) last).putShort(510, (short) 0xaa55);
        try (FileChannel file = open()) {
            file.write(first, 0);
            file.write(header, sector);
            file.write(array, 2L * sector);
        }
    }

    private static int crc(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
