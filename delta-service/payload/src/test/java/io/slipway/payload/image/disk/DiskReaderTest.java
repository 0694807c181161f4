package io.slipway.payload.image.disk;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.payload.image.Contents;
import io.slipway.payload.image.DebianTools;
import io.slipway.payload.image.FilesystemReader;
import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.image.Piece;
import io.slipway.payload.image.ReaderFuzz;
import io.slipway.payload.image.UnreadableImageException;
import io.slipway.payload.image.ext4.Ext4Reader;
import io.slipway.payload.image.fat.FatReader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Disks that sfdisk partitioned. */
class DiskReaderTest {

    private static final DiskReader READER = new DiskReader(List.of(new Ext4Reader(), new FatReader()));
    private static final int MEBIBYTE = 1 << 20;
    private static final int MBR_ENTRIES = 446;

    @TempDir
    private Path folder;

    @BeforeEach
    void make_tree() throws Exception {
        Files.createDirectories(folder.resolve("tree/etc"));
        Files.writeString(folder.resolve("tree/etc/hostname"), "device");
        Files.writeString(folder.resolve("tree/kernel"), "kernel ".repeat(2000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "label: gpt\\nstart=1M,size=1M\\nstart=2M,size=2M\\nstart=4M,size=64K\\n",
                "label: gpt\\nstart=2M,size=1M\\nstart=3M,size=2M\\nstart=5M,size=1M\\n",
                "label: dos\\nstart=1M,size=1M,type=c\\nstart=2M,size=2M\\nstart=4M,size=1M\\n",
                "label: dos\\nstart=1M,size=1M,type=c\\nstart=2M,size=6M,type=5\\nsize=2M\\nsize=1M\\n",
            })
    void reads_each_partition(String table) throws Exception {
        // Given
        Path disk = partitioned(table, 8 * MEBIBYTE);
        List<Partition> partitions = partitionsAsSfdiskSaysThem(disk);
        List<Partition> data = partitions.stream()
                .filter(p -> p.number() != 2 || partitions.size() == 3)
                .toList();
        write(disk, data.get(0).offset(), fat());
        write(disk, data.get(1).offset(), ext4("2M"));
        write(disk, data.get(2).offset(), "raw bytes".getBytes(StandardCharsets.US_ASCII));

        // When
        ImageBytes image = ImageBytes.of(Files.readAllBytes(disk));
        ImageLayout layout = READER.read(image);

        // Then
        String second = data.get(1).name();
        assertThat(READER.recognises(image)).isTrue();
        assertThat(layout.filesystem()).isEqualTo("disk");
        assertThat(layout.files())
                .filteredOn(file -> !file.isMetadata())
                .extracting(ImageFile::path)
                .containsExactlyInAnyOrder(
                        "p1/etc/hostname", "p1/kernel", second + "/etc/hostname", second + "/kernel");
        assertThat(layout.files())
                .extracting(ImageFile::path)
                .contains("\0before-p1", "\0after-partitions", "\0p1/fat/0", "\0" + second + "/inode-table/0")
                .contains("\0" + data.get(2).name());
        for (ImageFile file : layout.files()) {
            if (!file.isMetadata()) {
                String content = file.path().endsWith("kernel") ? "kernel ".repeat(2000) : "device";
                assertThat(Contents.of(image, file)).asString().isEqualTo(content);
            }
        }
        assertThat(layout.pieces())
                .filteredOn(piece -> data.stream().anyMatch(p -> p.offset() == piece.offset()))
                .extracting(Piece::length)
                .isEqualTo(data.stream().map(Partition::length).toList());
    }

    @Test
    void reads_sectors_of_4096_bytes() throws Exception {
        // Given
        Path disk = partitioned("label: gpt\\nsector-size: 4096\\nstart=256,size=512\\n", 8 * MEBIBYTE);
        write(disk, MEBIBYTE, ext4("2M"));

        // When
        ImageLayout layout = READER.read(ImageBytes.of(Files.readAllBytes(disk)));

        // Then
        assertThat(layout.files()).extracting(ImageFile::path).contains("p1/kernel");
    }

    @Test
    void says_which_partition_cannot_be_read_and_why() throws Exception {
        // Given
        Path disk = partitioned("label: gpt\\nstart=1M,size=1M\\nstart=2M,size=2M\\n", 8 * MEBIBYTE);
        byte[] damaged = ext4("2M");
        damaged[1024 + 0x70] ^= 1;
        write(disk, MEBIBYTE, fat());
        write(disk, 2 * MEBIBYTE, damaged);

        // When
        ImageLayout layout = READER.read(ImageBytes.of(Files.readAllBytes(disk)));

        // Then
        assertThat(layout.remark()).hasValue("p2: not read as ext4: the superblock has a wrong checksum");
        assertThat(layout.files()).extracting(ImageFile::path).contains("p1/kernel", "\0p2");
    }

    @Test
    void refuses_a_table_with_a_wrong_checksum() throws Exception {
        byte[] disk = Files.readAllBytes(partitioned("label: gpt\\nstart=1M,size=1M\\n", 4 * MEBIBYTE));
        disk[1024 + 32] ^= 1;
        assertRefused(disk, "its partition table has a wrong checksum");
        disk[512 + 24] ^= 1;
        assertRefused(disk, "the header of its partition table has a wrong checksum");
        disk[512] ^= 1;
        assertRefused(disk, "no GUID partition table");
    }

    @Test
    void refuses_partitions_that_overlap_or_reach_outside() throws Exception {
        byte[] disk =
                Files.readAllBytes(partitioned("label: dos\\nstart=1M,size=1M\\nstart=2M,size=1M\\n", 4 * MEBIBYTE));
        byte[] outside = disk.clone();
        outside[MBR_ENTRIES + 16 + 14] = 1;
        assertRefused(outside, "it points to");
        disk[MBR_ENTRIES + 13] = 0x18;
        assertRefused(disk, "overlap");
    }

    @Test
    void refuses_a_chain_of_logical_partitions_that_does_not_end() throws Exception {
        byte[] disk =
                Files.readAllBytes(partitioned("label: dos\\nstart=1M,size=2M,type=5\\nsize=1M\\n", 4 * MEBIBYTE));
        int table = MEBIBYTE + MBR_ENTRIES;
        System.arraycopy(disk, MBR_ENTRIES, disk, table + 16, 16);
        Arrays.fill(disk, table + 16 + 8, table + 16 + 12, (byte) 0);
        assertRefused(disk, "logical partitions");
    }

    @Test
    void recognises_no_filesystem() throws Exception {
        assertThat(READER.recognises(ImageBytes.of(fat()))).isFalse();
        assertThat(READER.recognises(ImageBytes.of(ext4("1M")))).isFalse();
        assertThat(READER.recognises(ImageBytes.of(new byte[0]))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void damage_is_refused_or_does_no_harm(long seed) throws Exception {
        Path gpt = partitioned("label: gpt\\nstart=64,size=32\\nstart=96,size=64\\n", 128 * 1024);
        byte[] first = Files.readAllBytes(gpt);
        Path dos =
                partitioned("label: dos\\nstart=8,size=8\\nstart=16,size=200,type=5\\nstart=24,size=8\\n", 128 * 1024);
        List<FilesystemReader> none = List.of();
        new ReaderFuzz(new DiskReader(none), List.of(first, Files.readAllBytes(dos))).run(seed);
    }

    private Path partitioned(String table, int size) throws Exception {
        Path disk = folder.resolve("disk");
        Files.deleteIfExists(disk);
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.setLength(size);
        }
        DebianTools.run(folder, "sfdisk", "--version");
        DebianTools.run(folder, "sh", "-c", "printf '" + table + "' | PATH=$PATH:/usr/sbin:/sbin sfdisk --quiet disk");
        return disk;
    }

    private List<Partition> partitionsAsSfdiskSaysThem(Path disk) throws Exception {
        String said = DebianTools.run(folder, "sfdisk", "--dump", disk.toString());
        Matcher line =
                Pattern.compile("disk(\\d+) : start= *(\\d+), size= *(\\d+)").matcher(said);
        List<Partition> partitions = new ArrayList<>();
        while (line.find()) {
            partitions.add(Partition.ofSectors(
                    Integer.parseInt(line.group(1)),
                    Long.parseLong(line.group(2)),
                    Long.parseLong(line.group(3)),
                    512));
        }
        return partitions;
    }

    private static void write(Path disk, long offset, byte[] content) throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.seek(offset);
            file.write(content);
        }
    }

    private byte[] ext4(String size) throws Exception {
        DebianTools.run(folder, "mke2fs", "-q", "-F", "-t", "ext4", "-b", "1024", "-d", "tree", "ext4", size);
        return Files.readAllBytes(folder.resolve("ext4"));
    }

    private byte[] fat() throws Exception {
        Files.deleteIfExists(folder.resolve("fat"));
        DebianTools.run(folder, "mkfs.vfat", "-C", "fat", "1024");
        DebianTools.run(folder, "mcopy", "-s", "-i", "fat", "tree/etc", "tree/kernel", "::/");
        return Files.readAllBytes(folder.resolve("fat"));
    }

    private static void assertRefused(byte[] image, String reason) {
        assertThatThrownBy(() -> READER.read(ImageBytes.of(image)))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining(reason);
    }
}
