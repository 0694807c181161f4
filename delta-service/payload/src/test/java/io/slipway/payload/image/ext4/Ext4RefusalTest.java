package io.slipway.payload.image.ext4;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.image.UnreadableImageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is refused, and with which reason. */
class Ext4RefusalTest {

    private static final int BLOCK = 1024;
    private static final int SUPERBLOCK = 1024;
    private static final String WITHOUT_CHECKSUMS = "-t ext4 -b 1024 -O ^metadata_csum,^resize_inode";

    @TempDir
    private Path folder;

    @BeforeEach
    void make_tree() throws Exception {
        Files.createDirectories(folder.resolve("tree/a/b"));
        Files.write(folder.resolve("tree/first"), filled('1', 3000));
        Files.write(folder.resolve("tree/second"), filled('2', 3000));
        Files.write(folder.resolve("tree/a/third"), filled('3', 3000));
    }

    @ParameterizedTest
    @CsvSource({
        "0x60, 0x1,      compression",
        "0x60, 0x8,      journal_dev",
        "0x60, 0x1000,   dirdata",
        "0x60, 0x800000, 0x800000",
        "0x60, 0x4,      needs_recovery",
    })
    void refuses_incompatible_features_by_name(String at, String bit, String name) throws Exception {
        // Given
        byte[] image = make(WITHOUT_CHECKSUMS);
        int offset = SUPERBLOCK + Integer.decode(at);
        int features = intAt(image, offset) | Integer.decode(bit);
        put(image, offset, features);

        // When / Then
        assertRefused(image, name);
    }

    @Test
    void reads_on_with_features_that_do_not_matter_to_readers() throws Exception {
        // Given
        byte[] image = make(WITHOUT_CHECKSUMS);
        put(image, SUPERBLOCK + 0x5C, -1 & ~0x200);
        put(image, SUPERBLOCK + 0x64, intAt(image, SUPERBLOCK + 0x64) | 0xfff0_0000);

        // When
        ImageLayout layout = new Ext4Reader().read(ImageBytes.of(image));

        // Then
        assertThat(layout.files()).extracting(ImageFile::path).contains("first", "second", "a/third");
    }

    @Test
    void refuses_an_image_that_is_cut_off() throws Exception {
        byte[] image = make(WITHOUT_CHECKSUMS);
        assertRefused(Arrays.copyOf(image, image.length - 1), "cut off");
    }

    @ParameterizedTest
    @CsvSource({
        "0x18, 7,          block size",
        "0x20, 0,          blocks per group",
        "0x20, 0x7fffffff, blocks per group",
        "0x28, 0,          inodes per group",
        "0x0,  0x7ffffff0, number of inodes",
        "0x58, 100,        inode size",
        "0x14, 2,          first data block",
        "0x1C, 31,         cluster size",
    })
    void refuses_sizes_that_cannot_be(String at, String value, String name) throws Exception {
        // Given
        byte[] image = make(WITHOUT_CHECKSUMS);
        put(image, SUPERBLOCK + 0x64, intAt(image, SUPERBLOCK + 0x64) | 0x200);
        put(image, SUPERBLOCK + 0x1C, 0);
        put(image, SUPERBLOCK + Integer.decode(at), Integer.decode(value));

        // When / Then
        assertRefused(image, name);
    }

    @ParameterizedTest
    @CsvSource({
        "superblock,       the superblock has a wrong checksum",
        "descriptor,       the descriptor of group 0 has a wrong checksum",
        "inode,            has a wrong checksum",
        "directory,        a block of directory inode 12 has a wrong checksum",
        "directory-tail,   a block of directory inode 12 has no checksum",
        "extents,          of its extent tree has a wrong checksum",
    })
    void refuses_a_wrong_checksum(String where, String reason) throws Exception {
        // Given
        try (var holes = new RandomAccessFile(folder.resolve("tree/holes").toFile(), "rw")) {
            for (int i = 0; i < 6; i++) {
                holes.seek(i * 8192L);
                holes.write('h');
            }
        }
        byte[] image = make("-t ext4 -b 1024");
        ImageLayout layout = new Ext4Reader().read(ImageBytes.of(image));
        int directory = (int) find(layout, "\0directory/a").runs().getFirst().offset();
        int damaged =
                switch (where) {
                    case "superblock" -> SUPERBLOCK + 0x78;
                    case "descriptor" -> 2 * BLOCK + 0xC;
                    case "inode" ->
                        (int) find(layout, "\0inode-table/0").runs().getFirst().offset() + 256 + 0x8;
                    case "directory" -> directory + 40;
                    case "directory-tail" -> directory + BLOCK - 5;
                    case "extents" -> indexOfExtents(image) + 13;
                    default -> throw new IllegalArgumentException(where);
                };
        image[damaged] ^= 0x10;

        // When / Then
        assertRefused(image, reason);
    }

    @Test
    void refuses_a_block_of_two_files() throws Exception {
        Path file = makeFile("-t ext2 -b 1024");
        ImageFile first = find(read(file), "first");
        new Debugfs(file, BLOCK)
                .write("set_inode_field /second block[1] "
                        + first.runs().getFirst().offset() / BLOCK);
        assertRefused(Files.readAllBytes(file), "is used twice");
    }

    @Test
    void reads_a_block_of_two_files_where_they_may_share() throws Exception {
        // Given
        Path file = makeFile("-t ext2 -b 1024");
        ImageFile first = find(read(file), "first");
        new Debugfs(file, BLOCK)
                .write("set_inode_field /second block[1] "
                        + first.runs().getFirst().offset() / BLOCK);
        byte[] image = Files.readAllBytes(file);
        put(image, SUPERBLOCK + 0x64, intAt(image, SUPERBLOCK + 0x64) | 0x4000);

        // When
        ImageFile second = find(new Ext4Reader().read(ImageBytes.of(image)), "second");

        // Then
        assertThat(second.runs())
                .anyMatch(run -> run.offset() == first.runs().getFirst().offset());
    }

    @Test
    void refuses_an_indirect_block_that_points_to_itself() throws Exception {
        Path file = makeFile("-t ext2 -b 1024");
        byte[] image = Files.readAllBytes(file);
        long free = image.length / BLOCK - 2;
        new Debugfs(file, BLOCK).write("set_inode_field /second block[TIND] " + free);
        image = Files.readAllBytes(file);
        put(image, (int) free * BLOCK, (int) free);
        assertRefused(image, "is used twice");
    }

    @Test
    void refuses_a_directory_inside_itself() throws Exception {
        Path file = makeFile("-t ext4 -b 1024");
        new Debugfs(file, BLOCK).write("link /a /a/b/loop");
        assertRefused(Files.readAllBytes(file), "has two parents");
    }

    @Test
    void refuses_an_extent_outside_of_the_image() throws Exception {
        Path file = makeFile("-t ext4 -b 1024");
        new Debugfs(file, BLOCK).write("set_inode_field /second block[5] 8190");
        assertRefused(Files.readAllBytes(file), "are outside of");
    }

    @Test
    void refuses_a_name_of_an_inode_that_is_not_in_use() throws Exception {
        Path file = makeFile("-t ext4 -b 1024");
        new Debugfs(file, BLOCK).write("clri /second");
        assertRefused(Files.readAllBytes(file), "is named but not in use");
    }

    @Test
    void recognises_nothing_else() {
        assertThat(List.of(0, 1, 1023, 2047, 2048, 100_000))
                .noneMatch(length -> new Ext4Reader().recognises(ImageBytes.of(new byte[length])));
    }

    private void assertRefused(byte[] image, String reason) {
        assertThatThrownBy(() -> new Ext4Reader().read(ImageBytes.of(image)))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining(reason);
    }

    private static ImageLayout read(Path file) throws Exception {
        return new Ext4Reader().read(ImageBytes.of(Files.readAllBytes(file)));
    }

    private static ImageFile find(ImageLayout layout, String path) {
        return layout.files().stream()
                .filter(f -> f.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private Path makeFile(String options) {
        return Ext4Images.make(folder, options, "8M", folder.resolve("tree"));
    }

    private byte[] make(String options) throws Exception {
        return Files.readAllBytes(makeFile(options));
    }

    private static int indexOfExtents(byte[] image) {
        for (int at = 0; at < image.length; at += BLOCK) {
            if ((intAt(image, at) & 0xffff) == 0xF30A) {
                return at;
            }
        }
        throw new AssertionError("no block of extents");
    }

    private static byte[] filled(char with, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) with);
        return bytes;
    }

    private static int intAt(byte[] image, int at) {
        return image[at] & 0xff | (image[at + 1] & 0xff) << 8 | (image[at + 2] & 0xff) << 16 | image[at + 3] << 24;
    }

    private static void put(byte[] image, int at, int value) {
        for (int i = 0; i < 4; i++) {
            image[at + i] = (byte) (value >>> 8 * i);
        }
    }
}
