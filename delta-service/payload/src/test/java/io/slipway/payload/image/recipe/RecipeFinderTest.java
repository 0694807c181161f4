package io.slipway.payload.image.recipe;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.payload.image.DebianTools;
import io.slipway.payload.image.PackableTree;
import io.slipway.payload.image.Packing;
import io.slipway.payload.repack.RepackRecipe;

import static org.assertj.core.api.Assertions.assertThat;

/** Images of Debian's tools are made again, block for block. What that gives for large images stands in docs/benchmarks/repack.md. */
class RecipeFinderTest {

    @TempDir
    private static Path shared;

    private static Path tree;

    @TempDir
    private Path folder;

    @BeforeAll
    static void write_tree() throws Exception {
        tree = PackableTree.write(shared.resolve("tree")).folder();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mksquashfs -comp gzip",
                "mksquashfs -comp gzip -b 1048576 -Xcompression-level 6",
                "mksquashfs -comp gzip -Xstrategy default,filtered,huffman_only",
                "mksquashfs -comp zstd",
                "mksquashfs -comp zstd -b 4096 -Xcompression-level 3",
                "mksquashfs -comp lz4",
                "mksquashfs -comp lz4 -Xhc -b 1048576",
                "mkfs.erofs -zlz4",
                "mkfs.erofs -zlz4 -C65536",
            })
    void makes_every_block_again(String command) throws Exception {
        // Given
        Path image = make(command);

        // When
        List<RepackShare> shares = RepackShare.of(image, 1);

        // Then
        assertThat(shares).isNotEmpty().allSatisfy(share -> assertThat(share.identical())
                .as(share.toString())
                .isEqualTo(share.pieces()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mkfs.erofs -zlz4 -C65536 -Elegacy-compress",
                "mkfs.erofs -zlz4hc",
                "mkfs.erofs -zlz4hc,12",
                "mkfs.erofs -zlz4hc,3 -C65536",
                "mkfs.erofs -zlz4hc,12 -C16384 -Eztailpacking",
            })
    void makes_most_blocks_again(String command) throws Exception {
        // Given
        Path image = make(command);

        // When
        RepackShare share = RepackShare.of(image, 1).getFirst();

        // Then
        assertThat(share.identical()).as(share.toString()).isGreaterThan(share.pieces() * 95 / 100);
    }

    @ParameterizedTest
    @CsvSource({
        "zstd -q -9 -T0 < content, 9 true true false 0",
        "zstd -q -1 < content, 1 true true false 0",
        "zstd -q -c content, 3 true true true 0",
        "zstd -q -6 --single-thread < content, 6 false true false 0",
        "head -c 3000000 content | zstd -q -3 --long --no-check, 3 true false false 27",
        "head -c 2000000 content | zstd -q -19, 19 true true false 0",
        "head -c 90000 content > short; zstd -q -c short, 3 true true true 0"
    })
    void finds_how_zstd_packed(String command, String recipe) throws Exception {
        // Given
        Path packed = pack(command);

        // When
        RepackShare share = RepackShare.of(packed, 1).getFirst();

        // Then
        List<String> expected = List.of(recipe.split(" "));
        assertThat(share.recipes())
                .containsOnlyKeys(new RepackRecipe.ZstdStream(
                                Integer.parseInt(expected.get(0)),
                                4,
                                Boolean.parseBoolean(expected.get(1)),
                                Boolean.parseBoolean(expected.get(2)),
                                Boolean.parseBoolean(expected.get(3)),
                                Integer.parseInt(expected.get(4)))
                        .toString());
    }

    @ParameterizedTest
    @CsvSource({
        "lz4 -l -9 -c content, Lz4[level=9]",
        "lz4 -l -c content, Lz4[level=0]",
        "lz4 -c content, Lz4[level=0]",
        "head -c 600000 content | lz4 -12 -B5, Lz4[level=12]",
        "head -c 10000 content | gzip -9, Gzip[level=9]",
        "head -c 8388608 content | gzip -9, Gzip[level=9]",
        "head -c 600000 content | gzip, Gzip[level=6]",
        "head -c 600000 content | gzip -3, Gzip[level=3]",
        "head -c 10000 content | gzip -1, Gzip[level=1]"
    })
    void finds_how_lz4_and_gzip_packed(String command, String recipe) throws Exception {
        // Given
        Path packed = pack(command);

        // When
        RepackShare share = RepackShare.of(packed, 1).getFirst();

        // Then
        assertThat(share.identical()).as(share.toString()).isEqualTo(share.pieces());
        assertThat(share.recipes()).containsOnlyKeys(recipe);
    }

    @Test
    void finds_how_zlib_packed() throws Exception {
        // Given
        byte[] content = Files.readAllBytes(pack("head -c 600000 content"));
        Path packed = folder.resolve("packed");
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(packed))) {
            gzip.write(content);
        }

        // When
        RepackShare share = RepackShare.of(packed, 1).getFirst();

        // Then
        assertThat(share.recipes()).containsOnlyKeys("Deflate[level=6]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "head -c 3000000 content | zstd -q -1 --rsyncable",
                "head -c 3000000 content | gzip -9 --rsyncable"
            })
    void finds_no_recipe_for_what_another_program_packed(String command) throws Exception {
        // Given
        Path packed = pack(command);

        // When
        RepackShare share = RepackShare.of(packed, 1).getFirst();

        // Then
        assertThat(share.pieces()).isEqualTo(1);
        assertThat(share.identical()).isZero();
    }

    @Test
    void knows_no_recipe_for_compressors_without_an_equal() {
        RecipeFinder finder = new RecipeFinder();
        assertThat(finder.find(new Packing.Xz(131_072, 0), new byte[10], new byte[20]))
                .isEmpty();
        assertThat(finder.find(new Packing.Lzo(4, 8), new byte[10], new byte[20]))
                .isEmpty();
        assertThat(finder.find(new Packing.Zlib(9, 8, 0), new byte[10], new byte[20]))
                .isEmpty();
    }

    @Test
    void gives_up_levels_that_were_never_right() {
        // Given
        RecipeFinder finder = new RecipeFinder();
        byte[] content = new byte[5000];
        byte[] alien = {1, 2, 3};

        // When
        for (int i = 0; i < RecipeFinder.TRIALS; i++) {
            finder.find(new Packing.Zlib(9, 15, 0), alien, content);
        }

        // Then
        Optional<RepackRecipe> found = finder.find(new Packing.Zlib(9, 15, 0), zlib(content), content);
        assertThat(found).isEmpty();
        assertThat(new RecipeFinder().find(new Packing.Zlib(9, 15, 0), zlib(content), content))
                .contains(new RepackRecipe.Zlib(9, 0));
    }

    /** Prints the shares of the images that {@code -Dslipway.repack.images} lists, separated by commas. */
    @Test
    @EnabledIfSystemProperty(named = "slipway.repack.images", matches = ".+")
    void measures_given_images() throws Exception {
        for (String image : System.getProperty("slipway.repack.images").split(",")) {
            for (RepackShare share : RepackShare.of(Path.of(image), Integer.getInteger("slipway.repack.step", 1))) {
                System.out.printf(
                        "%s: %s %d of %d, %d of %d bytes%n  %s%n",
                        image,
                        share.packing(),
                        share.identical(),
                        share.pieces(),
                        share.identicalBytes(),
                        share.bytes(),
                        share.recipes());
            }
        }
    }

    private static byte[] zlib(byte[] content) {
        Deflater deflater = new Deflater(9);
        deflater.setInput(content);
        deflater.finish();
        byte[] packed = new byte[content.length];
        return Arrays.copyOf(packed, deflater.deflate(packed));
    }

    /** Packs 9 MB, which LZ4 for the kernel cuts into two blocks, and zstd at level 1 into five jobs. */
    private Path pack(String command) throws Exception {
        StringBuilder content = new StringBuilder();
        Random random = new Random(1);
        while (content.length() < 9_000_000) {
            content.append(Integer.toString(random.nextInt(5000) * 977, 36)).append(' ');
        }
        Files.writeString(folder.resolve("content"), content);
        DebianTools.run(folder, "sh", "-c", "(" + command + ") > packed");
        return folder.resolve("packed");
    }

    private Path make(String command) throws Exception {
        Path image = folder.resolve("image");
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        String tool = words.removeFirst();
        Files.deleteIfExists(image);
        if (tool.equals("mksquashfs")) {
            words.addAll(0, List.of(tree.toString(), image.toString(), "-no-progress", "-quiet"));
        } else {
            words.addAll(List.of("--quiet", "-T0", image.toString(), tree.toString()));
        }
        DebianTools.run(folder, tool, words.toArray(String[]::new));
        return image;
    }
}
