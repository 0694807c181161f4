package io.slipway.payload.image.container;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.payload.image.DebianTools;
import io.slipway.payload.image.FilesystemReader;
import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.ImageFile.Run;
import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.image.PackedPieces;
import io.slipway.payload.image.Packing;
import io.slipway.payload.image.Piece;
import io.slipway.payload.image.ReadImage;
import io.slipway.payload.image.UnpackedImage;
import io.slipway.payload.image.erofs.ErofsReader;
import io.slipway.payload.image.ext4.Ext4Reader;
import io.slipway.payload.image.fat.FatReader;
import io.slipway.payload.image.squashfs.SquashfsReader;

import static io.slipway.payload.image.container.Kernels.words;
import static org.assertj.core.api.Assertions.assertThat;

/** Containers are made by the tools that distributions use. */
class ContainersTest {

    private static final List<FilesystemReader> READERS =
            List.of(new Ext4Reader(), new FatReader(), new SquashfsReader(), new ErofsReader());

    private static final int BLOCK = 8 << 20;

    @TempDir
    private Path folder;

    @Test
    void finds_the_blocks_of_a_kernel() throws Exception {
        // Given
        byte[] vmlinux = words(BLOCK + 1_000_000);
        byte[] kernel = Kernels.bzImage(folder, "lz4 -l -9", vmlinux);

        // When
        ImageLayout layout = refinePlain(kernel);

        // Then
        assertThat(layout.pieces()).hasSize(5);
        assertThat(layout.pieces().get(1)).satisfies(piece -> assertBlock(piece, BLOCK));
        assertThat(layout.pieces().get(3)).satisfies(piece -> assertBlock(piece, 1_000_000));
        byte[] unpacked = UnpackedImage.of(ImageBytes.of(kernel), layout).bytes();
        assertThat(Arrays.copyOfRange(unpacked, 5 * 512 + 3008, 5 * 512 + 3008 + BLOCK))
                .isEqualTo(Arrays.copyOf(vmlinux, BLOCK));
    }

    @ParameterizedTest
    @CsvSource({"zstd -q -19, true", "zstd -q -9, true", "gzip -n -9, false"})
    void finds_the_stream_of_a_kernel(String command, boolean stream) throws Exception {
        // Given
        byte[] kernel = Kernels.bzImage(folder, command, words(600_000));

        // When
        ImageLayout layout = refinePlain(kernel);

        // Then
        assertThat(layout.pieces()).hasSize(3);
        assertThat(layout.pieces().get(1).unpackedLength()).isEqualTo(600_000);
        assertThat(layout.pieces().get(1)).isInstanceOf(stream ? Piece.Stream.class : Piece.Packed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zstd -q -9 -T0", "zstd -q -1", "gzip -n -9", "lz4 -9 -l", "lz4", "lz4 -9 -B4"})
    void finds_what_follows_the_microcode_of_an_initial_ramdisk(String command) throws Exception {
        // Given
        byte[] archive = Kernels.cpio(folder, "init", words(200_000));
        byte[] early = Kernels.cpio(folder, "microcode", words(50_000));
        byte[] ramdisk = joined(early, Kernels.pack(folder, command, archive), new byte[200], early);

        // When
        ImageLayout layout = refinePlain(ramdisk);

        // Then
        byte[] unpacked = UnpackedImage.of(ImageBytes.of(ramdisk), layout).bytes();
        List<Piece> members = layout.pieces().stream()
                .filter(piece -> !(piece instanceof Piece.Plain))
                .toList();
        assertThat(members.stream().mapToLong(Piece::unpackedLength).sum()).isEqualTo(archive.length);
        assertThat(members.getFirst().offset()).isBetween((long) early.length, early.length + 20L);
        assertThat(unpacked).hasSize((int)
                (ramdisk.length - members.stream().mapToLong(Piece::length).sum() + archive.length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mke2fs -q -F -t ext4 -d tree image 8M",
                "mkfs.vfat -C image 8000 && mcopy -i image -s tree/* ::/",
                "mksquashfs tree image -quiet -no-progress -noD -no-fragments",
                "mkfs.erofs --quiet -Enoinline_data image tree"
            })
    void unpacks_the_files_of_filesystems(String command) throws Exception {
        // Given
        byte[] vmlinux = words(700_000);
        byte[] text = words(60_000);
        byte[] kernel = Kernels.bzImage(folder, "lz4 -l -9", vmlinux);
        write("vmlinuz", kernel);
        write("module.zst", Kernels.pack(folder, "zstd -q", vmlinux));
        write("text.gz", Kernels.pack(folder, "gzip -n -9", text));
        write("text.lz4", Kernels.pack(folder, "lz4", text));
        write("text", text);
        DebianTools.run(folder, "sh", "-c", command);
        ImageBytes image = ImageBytes.of(Files.readAllBytes(folder.resolve("image")));
        ImageLayout plain = new ReadImage(READERS).layoutOf(image);

        // When
        ImageLayout layout = Containers.refine(image, plain);

        // Then
        UnpackedImage unpacked = UnpackedImage.of(image, layout);
        assertThat(layout.files())
                .extracting(ImageFile::path)
                .containsExactlyElementsOf(
                        plain.files().stream().map(ImageFile::path).toList());
        assertThat(contains(unpacked.contentOf(file(layout, "vmlinuz")), vmlinux))
                .isTrue();
        assertThat(unpacked.contentOf(file(layout, "module.zst"))).isEqualTo(vmlinux);
        assertThat(contains(unpacked.contentOf(file(layout, "text.gz")), text)).isTrue();
        assertThat(contains(unpacked.contentOf(file(layout, "text.lz4")), text)).isTrue();
        assertThat(unpacked.contentOf(file(layout, "text"))).isEqualTo(text);
    }

    @Test
    void leaves_alone_what_another_file_shares_a_part_of() throws Exception {
        // Given
        byte[] packed = Kernels.pack(folder, "zstd -q", words(9000));
        ImageFile whole = new ImageFile("whole", packed.length, List.of(new Run(0, 0, packed.length)));
        ImageFile part = new ImageFile("part", 100, List.of(new Run(0, 50, 100)));
        ImageFile same = new ImageFile("same", packed.length, whole.runs());

        // When
        ImageLayout shared = refine(packed, List.of(whole, part));
        ImageLayout twice = refine(packed, List.of(whole, same));

        // Then
        assertThat(shared.pieces()).containsExactly(new Piece.Plain(0, packed.length));
        assertThat(twice.pieces())
                .containsExactly(new Piece.Stream(0, packed.length, new Packing.ZstdProgram(21, true, false), 9000));
        assertThat(twice.files()).extracting(ImageFile::size).containsExactly(9000L, 9000L);
    }

    @Test
    void looks_into_each_fragment_of_a_file_that_holds_a_whole_container() throws Exception {
        // Given
        byte[] packed = Kernels.pack(folder, "zstd -q", words(9000));
        byte[] image = joined(new byte[1000], packed, packed);
        int length = packed.length;
        ImageFile file = new ImageFile(
                "file", 5000 + length, List.of(new Run(0, 1000 + length, length), new Run(5000, 1000, length)));

        // When
        ImageLayout layout = refine(image, List.of(file));

        // Then
        assertThat(layout.files())
                .containsExactly(new ImageFile(
                        "file",
                        5000L - length + 18_000,
                        List.of(new Run(0, 10_000, 9000), new Run(5000L - length + 9000, 1000, 9000))));
    }

    @Test
    void keeps_what_was_whole_before_the_damage() throws Exception {
        // Given
        byte[] packed = Kernels.pack(folder, "zstd -q", words(9000));
        byte[] damaged = packed.clone();
        damaged[damaged.length / 2] ^= 1;

        // When
        ImageLayout layout = refinePlain(joined(packed, damaged, packed));

        // Then
        assertThat(layout.pieces()).hasSize(2);
        assertThat(layout.pieces().getFirst()).isInstanceOf(Piece.Stream.class);
        assertThat(layout.pieces().getLast()).isEqualTo(new Piece.Plain(packed.length, 2L * packed.length));
    }

    @Test
    void unpacks_no_more_than_an_image_of_its_length_may_hold() throws Exception {
        // Given
        byte[] bomb = Kernels.pack(folder, "(head -c 50000000 /dev/zero | zstd -q -9)", new byte[0]);
        byte[] image = joined(bomb, bomb, bomb, bomb);

        // When
        ImageLayout layout = refinePlain(image);

        // Then
        assertThat(layout.pieces()).hasSize(2);
        assertThat(layout.pieces().getFirst().unpackedLength()).isEqualTo(50_000_000);
        assertThat(layout.pieces().stream().mapToLong(Piece::unpackedLength).sum())
                .isLessThan(PackedPieces.allowedFor(image.length));
    }

    @Test
    void leaves_alone_an_image_with_a_file_that_could_not_grow() throws Exception {
        // Given
        byte[] packed = Kernels.pack(folder, "zstd -q", words(9000));
        ImageFile endless = new ImageFile("endless", Long.MAX_VALUE, List.of(new Run(0, 0, packed.length)));

        // When
        ImageLayout layout = refine(packed, List.of(endless));

        // Then
        assertThat(layout.files()).containsExactly(endless);
        assertThat(layout.pieces()).containsExactly(new Piece.Plain(0, packed.length));
    }

    @Test
    void finds_nothing_where_nothing_is() {
        for (byte[] image : List.of(new byte[0], new byte[] {1}, new byte[5000], words(5000))) {
            assertThat(refinePlain(image)).isEqualTo(ImageLayout.plain(image.length, Optional.empty()));
        }
    }

    private static ImageLayout refinePlain(byte[] image) {
        return Containers.refine(ImageBytes.of(image), ImageLayout.plain(image.length, Optional.empty()));
    }

    private static ImageLayout refine(byte[] image, List<ImageFile> files) {
        return Containers.refine(
                ImageBytes.of(image),
                new ImageLayout("made", List.of(new Piece.Plain(0, image.length)), files, Optional.empty()));
    }

    private static void assertBlock(Piece piece, long unpacked) {
        assertThat(piece).isInstanceOfSatisfying(Piece.Packed.class, packed -> {
            assertThat(packed.packing()).isEqualTo(new Packing.Lz4Program());
            assertThat(packed.unpackedLength()).isEqualTo(unpacked);
        });
    }

    private void write(String name, byte[] content) throws Exception {
        Files.write(Files.createDirectories(folder.resolve("tree")).resolve(name), content);
    }

    private static ImageFile file(ImageLayout layout, String path) {
        return layout.files().stream()
                .filter(file -> file.path().equalsIgnoreCase(path))
                .findFirst()
                .orElseThrow();
    }

    private static boolean contains(byte[] all, byte[] part) {
        for (int at = 0; at + part.length <= all.length; at++) {
            if (Arrays.mismatch(all, at, at + part.length, part, 0, part.length) < 0) {
                return true;
            }
        }
        return false;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
