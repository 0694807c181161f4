package io.slipway.payload.image.ext4;

import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.payload.image.DebianTools;
import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.ImageLayout;

import static org.assertj.core.api.Assertions.assertThat;

/** Files and directories of shapes that an ordinary tree does not have. */
class Ext4ShapesTest {

    private static final int BLOCK = 1024;

    @TempDir
    private Path folder;

    private Path tree;

    @BeforeEach
    void make_tree() throws Exception {
        tree = Files.createDirectory(folder.resolve("tree"));
    }

    /** A leaf has room for 83 extents, so the tree of the last file has four levels. */
    @ParameterizedTest
    @ValueSource(ints = {4, 300, 10_000, 30_000})
    void finds_every_fragment_of_a_file_with_holes(int fragments) throws Exception {
        // Given
        writeEverySecondBlock("holes", fragments);
        Path image = Ext4Images.make(folder, "-t ext4 -b 1024", "60M", tree);

        // When
        ImageFile file = find(read(image), "holes");

        // Then
        assertThat(file.runs()).hasSize(fragments);
        assertThat(file)
                .isEqualTo(new Debugfs(image, BLOCK).files(List.of("holes")).get("holes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-t ext4 -b 1024", "-t ext2 -b 1024", "-t ext4 -b 4096"})
    void finds_the_data_of_a_file_that_is_larger_than_its_image(String options) throws Exception {
        // Given
        long size = 5L << 30;
        writeAt("sparse", size, 0, 20 * BLOCK, 300 * BLOCK, 70_000L * BLOCK, size - 100);
        Path image = Ext4Images.make(folder, options, "8M", tree);

        // When
        ImageFile file = find(read(image), "sparse");

        // Then
        assertThat(file.size()).isEqualTo(size);
        assertThat(file.runs()).hasSize(5);
        int blockSize = Ext4Images.blockSize(options);
        assertThat(file)
                .isEqualTo(
                        new Debugfs(image, blockSize).files(List.of("sparse")).get("sparse"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-t ext4 -b 1024", "-t ext4 -b 1024 -O ^metadata_csum", "-t ext4 -b 4096", "-t ext3 -b 1024"})
    void finds_all_names_of_a_directory_with_a_hash_tree(String options) throws Exception {
        // Given
        boolean large = options.contains("4096");
        int names = large ? 600 : 2200;
        for (int i = 0; i < names; i++) {
            Files.writeString(tree.resolve("a name that is as long as names of files seldom are " + i), "content " + i);
        }
        Path image = Ext4Images.make(folder, options + " -N 3000", "24M", tree);
        DebianTools.run(folder, "sh", "-c", "PATH=$PATH:/usr/sbin:/sbin; e2fsck -fyD image; [ $? -le 1 ]");

        // When
        ImageLayout layout = read(image);

        // Then
        List<String> paths = layout.files().stream()
                .filter(f -> !f.isMetadata())
                .map(ImageFile::path)
                .toList();
        assertThat(paths).hasSize(names).doesNotHaveDuplicates();
        assertThat(DebianTools.run(folder, "debugfs", "-R", "htree_dump /", "image"))
                .contains("Indirect levels: " + (large ? 0 : 1));
    }

    @Test
    void leaves_out_extents_that_were_never_written() throws Exception {
        // Given
        writeAt("file", 5000, 0);
        Path image = Ext4Images.make(folder, "-t ext4 -b 1024", "8M", tree);
        Debugfs debugfs = new Debugfs(image, BLOCK);
        debugfs.write("fallocate /file 100 200", "set_inode_field /file size 500000");

        // When
        ImageFile file = find(read(image), "file");

        // Then
        assertThat(file.size()).isEqualTo(500_000);
        assertThat(file.runs()).hasSize(1);
        assertThat(file).isEqualTo(debugfs.files(List.of("file")).get("file"));
    }

    @Test
    void leaves_out_what_lies_beyond_the_size() throws Exception {
        // Given
        writeAt("file", 9000, 0, 4098, 8900);
        Path image = Ext4Images.make(folder, "-t ext4 -b 1024", "8M", tree);
        new Debugfs(image, BLOCK).write("set_inode_field /file size 4105");

        // When
        ImageFile file = find(read(image), "file");

        // Then
        assertThat(file.size()).isEqualTo(4105);
        assertThat(file.runs().getLast().fileOffset() + file.runs().getLast().length())
                .isEqualTo(4105);
    }

    @Test
    void passes_by_devices_and_pipes() throws Exception {
        // Given
        writeAt("file", 10, 0);
        Path image = Ext4Images.make(folder, "-t ext4 -b 1024", "8M", tree);
        new Debugfs(image, BLOCK).write("mknod null c 1 3", "mknod disk b 8 0", "mknod pipe p");

        // When
        ImageLayout layout = read(image);

        // Then
        assertThat(layout.files())
                .filteredOn(f -> !f.isMetadata())
                .extracting(ImageFile::path)
                .containsExactly("file");
    }

    @Test
    void names_encrypted_files_by_their_inodes() throws Exception {
        // Given
        Files.createDirectory(tree.resolve("secret"));
        writeAt("secret/name", 3000, 0, 1024, 2048);
        Path image = Ext4Images.make(folder, "-t ext4 -b 1024 -O encrypt", "8M", tree);
        Debugfs debugfs = new Debugfs(image, BLOCK);
        ImageFile plain = debugfs.files(List.of("secret/name")).get("secret/name");
        debugfs.write("set_inode_field /secret flags 0x80800");

        // When
        ImageLayout layout = read(image);

        // Then
        ImageFile file =
                layout.files().stream().filter(f -> !f.isMetadata()).findFirst().orElseThrow();
        assertThat(file.path()).startsWith("secret/encrypted-");
        assertThat(file.runs()).isEqualTo(plain.runs());
    }

    @Test
    void names_metadata_by_where_it_belongs() throws Exception {
        // Given
        Files.createDirectories(tree.resolve("usr/lib"));
        Files.createSymbolicLink(tree.resolve("usr/link"), Path.of("z".repeat(100)));
        Path image = Ext4Images.make(folder, "-t ext4 -b 1024 -O quota", "24M", tree);

        // When
        ImageLayout layout = read(image);

        // Then
        assertThat(layout.files())
                .extracting(ImageFile::path)
                .contains(
                        "\0superblock-and-groups/0",
                        "\0superblock-and-groups/1",
                        "\0bitmap/blocks",
                        "\0bitmap/inodes",
                        "\0inode-table/0",
                        "\0inode-table/2",
                        "\0directory/",
                        "\0directory/lost+found",
                        "\0directory/usr",
                        "\0directory/usr/lib",
                        "\0symlink/usr/link",
                        "\0journal",
                        "\0quota/user",
                        "\0quota/group");
        Debugfs debugfs = new Debugfs(image, BLOCK);
        assertThat(find(layout, "\0directory/usr").runs())
                .isEqualTo(debugfs.files(List.of("usr")).get("usr").runs());
        assertThat(find(layout, "\0symlink/usr/link").runs())
                .isEqualTo(debugfs.files(List.of("usr/link")).get("usr/link").runs());
    }

    @Test
    void says_the_same_each_time() throws Exception {
        // Given
        writeEverySecondBlock("holes", 10);
        Path image = Ext4Images.make(folder, "-t ext4 -b 1024", "8M", tree);

        // When
        ImageLayout first = read(image);

        // Then
        assertThat(read(image)).isEqualTo(first);
    }

    private static ImageLayout read(Path image) throws Exception {
        return new Ext4Reader().read(ImageBytes.map(image, Arena.ofAuto()));
    }

    private static ImageFile find(ImageLayout layout, String path) {
        return layout.files().stream()
                .filter(f -> f.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private void writeEverySecondBlock(String name, int blocks) throws Exception {
        long[] offsets = new long[blocks];
        for (int i = 0; i < blocks; i++) {
            offsets[i] = 2L * i * BLOCK;
        }
        writeAt(name, (2L * blocks - 1) * BLOCK, offsets);
    }

    private void writeAt(String name, long size, long... offsets) throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(tree.resolve(name).toFile(), "rw")) {
            file.setLength(size);
            for (long offset : offsets) {
                file.seek(offset);
                file.write('x');
            }
        }
    }
}
