package io.slipway.payload.image.container;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
import io.slipway.payload.image.Packing;
import io.slipway.payload.image.Piece;
import io.slipway.payload.image.ReadImage;
import io.slipway.payload.image.UnpackedImage;
import io.slipway.payload.image.Unpacking;
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
        List<Piece> pieces = find(kernel);

        // Then
        assertThat(pieces).hasSize(2);
        assertThat(pieces.get(0)).satisfies(piece -> assertBlock(piece, BLOCK));
        assertThat(pieces.get(1)).satisfies(piece -> assertBlock(piece, 1_000_000));
        assertThat(contentOf(kernel, pieces.get(0))).isEqualTo(Arrays.copyOf(vmlinux, BLOCK));
    }

    @ParameterizedTest
    @CsvSource({"zstd -q -19, true", "zstd -q -9, true", "gzip -n -9, false"})
    void finds_the_stream_of_a_kernel(String command, boolean stream) throws Exception {
        // Given
        byte[] kernel = Kernels.bzImage(folder, command, words(600_000));

        // When
        List<Piece> pieces = find(kernel);

        // Then
        assertThat(pieces).hasSize(1);
        assertThat(pieces.getFirst().unpackedLength()).isEqualTo(600_000);
        assertThat(pieces.getFirst()).isInstanceOf(stream ? Piece.Stream.class : Piece.Packed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zstd -q -9 -T0", "zstd -q -1", "gzip -n -9", "lz4 -9 -l", "lz4", "lz4 -9 -B4"})
    void finds_what_follows_the_microcode_of_an_initial_ramdisk(String command) throws Exception {
        // Given
        byte[] archive = Kernels.cpio(folder, "init", words(200_000));
        byte[] early = Kernels.cpio(folder, "microcode", words(50_000));
        byte[] ramdisk = joined(early, Kernels.pack(folder, command, archive), new byte[200], early);

        // When
        List<Piece> pieces = find(ramdisk);

        // Then
        assertThat(pieces.getFirst().offset()).isBetween((long) early.length, early.length + 20L);
        ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
        for (Piece piece : pieces) {
            unpacked.writeBytes(contentOf(ramdisk, piece));
        }
        assertThat(unpacked.toByteArray()).isEqualTo(archive);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mke2fs -q -F -t ext4 -d tree image 8M",
                "mkfs.vfat -C image 8000 && mcopy -i image -s tree/* ::/",
                "mksquashfs tree image -quiet -no-progress -noD -no-fragments",
                "mksquashfs tree image -quiet -no-progress -comp zstd -b 16k",
                "mkfs.erofs --quiet -Enoinline_data image tree",
                "mkfs.erofs --quiet -zlz4 -Enoinline_data image tree"
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
        ImageLayout layout = new ReadImage(READERS).layoutOf(image);
        byte[] content = UnpackedImage.of(image, layout).bytes();

        // When
        List<Piece> pieces = Containers.find(ImageBytes.of(content), layout.files(), Integer.MAX_VALUE);

        // Then
        List<byte[]> found = new ArrayList<>();
        for (Piece piece : pieces) {
            found.add(contentOf(content, piece));
        }
        assertThat(found).containsExactlyInAnyOrder(vmlinux, vmlinux, text, text);
    }

    @Test
    void finds_once_what_is_in_two_files() throws Exception {
        // Given
        byte[] packed = Kernels.pack(folder, "zstd -q", words(9000));
        ImageFile one = new ImageFile("one", packed.length, List.of(new Run(0, 0, packed.length)));
        ImageFile same = new ImageFile("same", packed.length, one.runs());

        // When
        List<Piece> pieces = Containers.find(ImageBytes.of(packed), List.of(one, same), Integer.MAX_VALUE);

        // Then
        assertThat(pieces)
                .containsExactly(new Piece.Stream(0, packed.length, new Packing.ZstdProgram(21, true, false), 9000));
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
        List<Piece> pieces = Containers.find(ImageBytes.of(image), List.of(file), Integer.MAX_VALUE);

        // Then
        assertThat(pieces).extracting(Piece::offset).containsExactly(1000L, 1000L + length);
    }

    @Test
    void keeps_what_was_whole_before_the_damage() throws Exception {
        // Given
        byte[] packed = Kernels.pack(folder, "zstd -q", words(9000));
        byte[] damaged = packed.clone();
        damaged[damaged.length / 2] ^= 1;

        // When
        List<Piece> pieces = find(joined(packed, damaged, packed));

        // Then
        assertThat(pieces).hasSize(1).first().isInstanceOf(Piece.Stream.class);
        assertThat(pieces.getFirst().length()).isEqualTo(packed.length);
    }

    @Test
    void finds_the_beginning_of_a_large_stream_whose_end_lies_elsewhere() throws Exception {
        // Given
        byte[] content = words(3_000_000);
        byte[] packed = Kernels.pack(folder, "zstd -q", content);
        byte[] image = Arrays.copyOf(packed, packed.length - 1000);

        // When
        List<Piece> pieces = find(image);

        // Then
        assertThat(pieces).hasSize(1);
        assertThat(pieces.getFirst()).isInstanceOfSatisfying(Piece.Stream.class, stream -> assertThat(stream.packing())
                .isEqualTo(new Packing.CutZstd()));
        byte[] found = contentOf(image, pieces.getFirst());
        assertThat(found).isEqualTo(Arrays.copyOf(content, found.length));
        assertThat(found.length).isGreaterThan(content.length - (1 << 18));
    }

    @Test
    void unpacks_no_more_than_its_budget() throws Exception {
        // Given
        byte[] bomb = Kernels.pack(folder, "(head -c 50000000 /dev/zero | zstd -q -9)", new byte[0]);
        byte[] image = joined(bomb, bomb, bomb, bomb);

        // When
        List<Piece> pieces = Containers.find(ImageBytes.of(image), List.of(), 99_999_999);

        // Then
        assertThat(pieces).extracting(Piece::unpackedLength).containsExactly(50_000_000L);
    }

    @Test
    void finds_nothing_where_nothing_is() {
        for (byte[] image : List.of(new byte[0], new byte[] {1}, new byte[5000], words(5000))) {
            assertThat(find(image)).isEmpty();
        }
    }

    private static List<Piece> find(byte[] image) {
        return Containers.find(ImageBytes.of(image), List.of(), Integer.MAX_VALUE);
    }

    private static byte[] contentOf(byte[] image, Piece piece) throws Exception {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        switch (piece) {
            case Piece.Plain plain -> content.write(image, (int) plain.offset(), (int) plain.length());
            case Piece.Packed packed -> content.writeBytes(Unpacking.contentOf(ImageBytes.of(image), packed));
            case Piece.Stream stream -> Unpacking.writeContentOf(ImageBytes.of(image), stream, content);
        }
        return content.toByteArray();
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

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
