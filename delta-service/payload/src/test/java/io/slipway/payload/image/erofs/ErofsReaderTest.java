package io.slipway.payload.image.erofs;

import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

/** Compares what the reader finds with the tree that was packed and with what fsck.erofs extracts. */
class ErofsReaderTest {

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
                "",
                "-Enoinline_data",
                "-Eforce-inode-extended",
                "-Eforce-inode-compact",
                "--chunksize=4096",
                "--chunksize=65536",
                "--chunksize=4096 -Eforce-chunk-indexes",
                "-zlz4",
                "-zlz4 -Elegacy-compress",
                "-zlz4hc",
                "-zlz4hc,12",
                "-zlz4hc,3 -Elegacy-compress",
                "-zlz4 -C16384",
                "-zlz4 -C65536",
                "-zlz4 -C65536 -Elegacy-compress",
                "-zlz4hc,9 -C65536",
                "-zlz4hc -C65536 -Eztailpacking",
                "-zlz4hc -C65536 -Eztailpacking -Elegacy-compress",
                "-zlz4 -Eztailpacking",
                "-zlz4 --max-extent-bytes=65536",
                "-zlz4 -Eforce-inode-extended -x1",
            })
    void finds_what_was_packed(String options) throws Exception {
        // Given
        Path file = make(folder, tree.folder(), options);

        // When
        ImageBytes image = ImageBytes.map(file, Arena.ofAuto());
        ImageLayout layout = new ErofsReader().read(image);

        // Then
        assertThat(new ErofsReader().recognises(image)).isTrue();
        assertThat(layout.filesystem()).isEqualTo("erofs");
        UnpackedImage unpacked = UnpackedImage.of(image, layout);
        unpacked.assertHolds(tree, layout);
        DebianTools.run(folder, "fsck.erofs", "--extract=extracted", file.toString());
        unpacked.assertEqualsExtracted(folder.resolve("extracted"), layout);
    }

    @Test
    void makes_a_piece_of_each_compressed_cluster() throws Exception {
        // Given
        Path in = Files.createDirectories(folder.resolve("in"));
        Files.writeString(in.resolve("b"), "abcdefgh".repeat(512 * 20));
        Path file = make(folder, in, "-zlz4");

        // When
        ImageLayout layout = new ErofsReader().read(ImageBytes.map(file, Arena.ofAuto()));

        // Then
        assertThat(layout.pieces())
                .filteredOn(Piece.Packed.class::isInstance)
                .containsExactly(new Piece.Packed(4096, 4096, new Packing.PaddedLz4(), 81920));
        assertThat(layout.files().stream().map(ImageFile::path)).containsExactly("\0metadata", "b");
    }

    @Test
    void leaves_what_unpacks_to_too_much_as_it_is() throws Exception {
        // Given
        Path in = Files.createDirectories(folder.resolve("in"));
        Files.write(in.resolve("large"), new byte[5 << 20]);
        Files.writeString(in.resolve("small"), "abcdefgh".repeat(1000));
        Path file = make(folder, in, "-zlz4 -C65536");

        // When
        ImageLayout layout = new ErofsReader().read(ImageBytes.map(file, Arena.ofAuto()));

        // Then
        assertThat(layout.files().stream().map(ImageFile::path))
                .containsExactlyInAnyOrder("\0metadata", "\0compressed/large", "small");
    }

    @Test
    void reads_a_filesystem_without_files() throws Exception {
        // Given
        Path file = make(folder, Files.createDirectories(folder.resolve("nothing")), "-zlz4");

        // When
        ImageLayout layout = new ErofsReader().read(ImageBytes.map(file, Arena.ofAuto()));

        // Then
        assertThat(layout.files().stream().map(ImageFile::path)).containsExactly("\0metadata");
    }

    @Test
    void refuses_what_it_does_not_know() throws Exception {
        // Given
        Path file = make(folder, tree.folder().resolve("many"), "-zlz4");
        byte[] image = Files.readAllBytes(file);

        // Then
        assertRefused(image, 1024 + 80, 0x81, "the features [48bit] are not known");
        assertRefused(image, 1024 + 82, 1, "the features [bit 16] are not known");
        assertRefused(image, 1024 + 86, 2, "its content is spread over 2 further devices");
        assertRefused(image, 1024 + 12, 20, "block size 2^20");
        assertRefused(image, 1024 + 39, 1, "it is cut off: " + image.length + " bytes of");
    }

    private static void assertRefused(byte[] image, int at, int value, String reason) {
        byte[] changed = image.clone();
        changed[at] = (byte) value;
        assertThatThrownBy(() -> new ErofsReader().read(ImageBytes.of(changed)))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageStartingWith(reason);
    }

    static Path make(Path folder, Path tree, String options) throws Exception {
        Path file = folder.resolve("image.erofs");
        Files.deleteIfExists(file);
        List<String> arguments = new ArrayList<>(List.of("-T0", "--quiet"));
        if (!options.isEmpty()) {
            arguments.addAll(List.of(options.split(" ")));
        }
        arguments.addAll(List.of(file.toString(), tree.toString()));
        DebianTools.run(folder, "mkfs.erofs", arguments.toArray(String[]::new));
        return file;
    }
}
