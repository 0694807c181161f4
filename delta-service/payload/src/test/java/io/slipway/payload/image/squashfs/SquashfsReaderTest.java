package io.slipway.payload.image.squashfs;

import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.payload.image.DebianTools;
import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.image.PackableTree;
import io.slipway.payload.image.Packing;
import io.slipway.payload.image.Piece;
import io.slipway.payload.image.SampleTree;
import io.slipway.payload.image.UnpackedImage;
import io.slipway.payload.image.UnreadableImageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Compares what the reader finds with the tree that was packed and with what unsquashfs says. */
class SquashfsReaderTest {

    @TempDir
    private static Path shared;

    private static SampleTree tree;

    @TempDir
    private Path folder;

    @BeforeAll
    static void write_tree() throws Exception {
        tree = PackableTree.write(shared.resolve("tree"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-comp gzip",
                "-comp gzip -b 4096",
                "-comp gzip -b 1048576",
                "-comp gzip -Xcompression-level 1 -Xwindow-size 8",
                "-comp gzip -Xstrategy default,filtered,huffman_only,run_length_encoded,fixed",
                "-comp xz",
                "-comp xz -b 4096",
                "-comp xz -b 1048576 -Xdict-size 50%",
                "-comp xz -Xbcj x86,arm,powerpc,ia64,armthumb,sparc",
                "-comp lzo",
                "-comp lzo -b 1048576 -Xalgorithm lzo1x_1",
                "-comp lzo -Xalgorithm lzo1x_1_15",
                "-comp lzo -Xcompression-level 9",
                "-comp lz4",
                "-comp lz4 -Xhc -b 65536",
                "-comp zstd",
                "-comp zstd -Xcompression-level 22 -b 1048576",
                "-comp zstd -Xcompression-level 1 -b 4096",
                "-no-fragments",
                "-always-use-fragments",
                "-always-use-fragments -b 1048576 -comp zstd",
                "-no-fragments -b 4096 -comp lz4",
                "-noI",
                "-noD",
                "-noF",
                "-noX",
                "-noI -noD -noF -noX -noId",
                "-no-sparse",
                "-no-duplicates",
                "-no-duplicates -no-fragments",
                "-no-exports",
                "-no-xattrs",
                "-nopad",
                "-no-tailends",
                "-reproducible -all-root",
            })
    void finds_what_was_packed(String options) throws Exception {
        // Given
        Path file = make(folder, tree.folder(), options);

        // When
        ImageBytes image = ImageBytes.map(file, Arena.ofAuto());
        ImageLayout layout = new SquashfsReader().read(image);

        // Then
        assertThat(new SquashfsReader().recognises(image)).isTrue();
        assertThat(layout.filesystem()).isEqualTo("squashfs");
        UnpackedImage unpacked = UnpackedImage.of(image, layout);
        unpacked.assertHolds(tree, layout);
        DebianTools.run(folder, "unsquashfs", "-no-progress", "-d", "extracted", file.toString());
        unpacked.assertEqualsExtracted(folder.resolve("extracted"), layout);
        assertThat(sizes(layout)).isEqualTo(listed(file));
    }

    @Test
    void makes_a_piece_of_each_compressed_block() throws Exception {
        // Given
        Path plain = Files.createDirectories(folder.resolve("in"));
        Files.writeString(plain.resolve("b"), "abcdefgh".repeat(512 * 20));
        Files.writeString(plain.resolve("c"), "abc".repeat(1000));
        DebianTools.run(
                folder,
                "setfattr",
                "-n",
                "user.comment",
                "-v",
                "x".repeat(500),
                plain.resolve("b").toString());
        Path file = make(folder, plain, "-comp xz -Xbcj x86 -b 65536");

        // When
        ImageLayout layout = new SquashfsReader().read(ImageBytes.map(file, Arena.ofAuto()));

        // Then
        assertThat(layout.pieces().stream()
                        .filter(Piece.Packed.class::isInstance)
                        .map(Piece.Packed.class::cast)
                        .map(piece -> piece.packing() + " " + piece.unpackedLength())
                        .limit(3)
                        .toList())
                .containsExactly(
                        new Packing.Xz(65536, 1) + " 65536",
                        new Packing.Xz(65536, 1) + " 16384",
                        new Packing.Xz(65536, 1) + " 3000");
        assertThat(layout.files().stream().map(ImageFile::path))
                .containsExactly(
                        "\0superblock",
                        "b",
                        "c",
                        "\0inode-table",
                        "\0directory-table",
                        "\0fragment-table",
                        "\0export-table",
                        "\0id-table",
                        "\0xattr-table",
                        "\0xattr-id-table");
    }

    @Test
    void reads_a_filesystem_without_files() throws Exception {
        // Given
        Path file = make(folder, Files.createDirectories(folder.resolve("nothing")), "-comp zstd");

        // When
        ImageLayout layout = new SquashfsReader().read(ImageBytes.map(file, Arena.ofAuto()));

        // Then
        assertThat(layout.files()).allMatch(ImageFile::isMetadata);
    }

    @Test
    void reads_a_filesystem_that_was_appended_to() throws Exception {
        // Given
        Path file = make(folder, tree.folder().resolve("many"), "-comp gzip");
        DebianTools.run(
                folder, "mksquashfs", tree.folder().resolve("packable").toString(), file.toString(), "-no-progress");

        // When
        ImageBytes image = ImageBytes.map(file, Arena.ofAuto());
        ImageLayout layout = new SquashfsReader().read(image);

        // Then
        DebianTools.run(folder, "unsquashfs", "-no-progress", "-d", "extracted", file.toString());
        UnpackedImage.of(image, layout).assertEqualsExtracted(folder.resolve("extracted"), layout);
        assertThat(sizes(layout)).isEqualTo(listed(file)).hasSizeGreaterThan(150);
    }

    @Test
    void refuses_what_it_does_not_know() throws Exception {
        // Given
        Path file = make(folder, tree.folder().resolve("many"), "-comp gzip");
        byte[] image = Files.readAllBytes(file);

        // Then
        assertRefused(image, 28, 3, "version 3.0 is not known");
        assertRefused(image, 20, 2, "the compression lzma is not known");
        assertRefused(image, 20, 9, "the compression 9 is not known");
        assertRefused(image, 22, 21, "block size 131072 with logarithm 21");
        assertRefused(image, 47, 1, "it is cut off: " + image.length + " of");
    }

    private static void assertRefused(byte[] image, int at, int value, String reason) {
        byte[] changed = image.clone();
        changed[at] = (byte) value;
        assertThatThrownBy(() -> new SquashfsReader().read(ImageBytes.of(changed)))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageStartingWith(reason);
    }

    static Path make(Path folder, Path tree, String options) throws Exception {
        Path file = folder.resolve("image.squashfs");
        Files.deleteIfExists(file);
        List<String> arguments = new ArrayList<>(
                List.of(tree.toString(), file.toString(), "-no-progress", "-quiet", "-processors", "1"));
        if (!options.isEmpty()) {
            arguments.addAll(List.of(options.split(" ")));
        }
        DebianTools.run(folder, "mksquashfs", arguments.toArray(String[]::new));
        return file;
    }

    private static Map<String, Long> sizes(ImageLayout layout) {
        Map<String, Long> sizes = new TreeMap<>();
        for (ImageFile file : layout.files()) {
            if (!file.isMetadata() && file.path().chars().allMatch(c -> c < 127)) {
                sizes.put(tree.links().getOrDefault(file.path(), file.path()), file.size());
            }
        }
        return sizes;
    }

    /** The files with content, as unsquashfs lists them. */
    private static Map<String, Long> listed(Path image) {
        Matcher line = Pattern.compile("^-\\S+ \\S+ +(\\d+) \\S+ \\S+ squashfs-root/(.*)$", Pattern.MULTILINE)
                .matcher(DebianTools.run(image.getParent(), "unsquashfs", "-lln", image.toString()));
        Map<String, Long> sizes = new TreeMap<>();
        while (line.find()) {
            if (Long.parseLong(line.group(1)) > 0 && line.group(2).chars().allMatch(c -> c < 127)) {
                sizes.put(tree.links().getOrDefault(line.group(2), line.group(2)), Long.parseLong(line.group(1)));
            }
        }
        return sizes;
    }
}
