package io.slipway.payload.image.fat;

import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.slipway.payload.image.Contents;
import io.slipway.payload.image.DebianTools;
import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.image.SampleTree;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares what the reader finds with what mtools say of the same image. */
class FatReaderTest {

    @TempDir
    private static Path shared;

    private static SampleTree tree;

    @TempDir
    private Path folder;

    @BeforeAll
    static void write_tree() throws Exception {
        tree = SampleTree.simple(shared.resolve("tree"));
    }

    @ParameterizedTest
    @CsvSource({
        "-F 12 -s 1,                 2000",
        "-F 12 -s 8,                 4000",
        "-F 16 -s 1,                 8000",
        "-F 16 -s 4 -f 1 -r 256,     16000",
        "-F 16 -s 1 -S 1024,         16000",
        "-F 16 -s 2 -S 4096,         64000",
        "-F 32 -s 1,                 40000",
        "-F 32 -s 8,                 300000",
        "-F 32 -s 1 -f 1 -R 64,      40000",
    })
    void finds_what_mtools_find(String options, int kibibytes) throws Exception {
        // Given
        Path file = FatImages.make(folder, options, kibibytes, tree.folder());
        DebianTools.run(folder, "fsck.vfat", "-n", "image");

        // When
        ImageBytes image = map(file);
        ImageLayout layout = new FatReader().read(image);

        // Then
        assertThat(new FatReader().recognises(image)).isTrue();
        assertThat(layout.filesystem()).isEqualTo("fat");
        Contents.assertHolds(tree, image, layout);
        assertAgrees(layout, file);
        assertThat(layout.files())
                .extracting(ImageFile::path)
                .contains("\0reserved", "\0fat/0", "\0directory/", "\0directory/sizes", "\0directory/nothing/in/here");
    }

    @Test
    void copies_of_the_allocation_table_are_named_each() throws Exception {
        Path file = FatImages.make(folder, "-F 16 -s 1", 8000, tree.folder());
        ImageBytes image = map(file);
        ImageLayout layout = new FatReader().read(image);
        byte[] first = Contents.of(image, find(layout, "\0fat/0"));
        assertThat(Arrays.equals(first, Contents.of(image, find(layout, "\0fat/1"))))
                .isTrue();
        assertThat(first).startsWith(0xF8, 0xFF, 0xFF, 0xFF);
    }

    @ParameterizedTest
    @CsvSource({"-F 12 -s 1, 1000", "-F 16 -s 1, 8000", "-F 32 -s 1, 40000"})
    void follows_a_chain_through_the_whole_image(String options, int kibibytes) throws Exception {
        // Given
        Path pieces = Files.createDirectory(folder.resolve("pieces"));
        for (int i = 0; i < 200; i++) {
            Files.writeString(pieces.resolve("piece" + i), "x".repeat(600));
        }
        Path file = FatImages.make(folder, options, kibibytes, pieces);
        FatImages.mtools(file, folder, "mdel", "-i image", "'::/piece*[13579]'");
        forgetNextFreeCluster(file);
        Path whole = Files.createDirectory(folder.resolve("whole"));
        byte[] content = "some content ".repeat(12_000).getBytes(StandardCharsets.US_ASCII);
        Files.write(whole.resolve("fragmented.bin"), content);
        FatImages.copyInto(file, whole);

        // When
        ImageBytes image = map(file);
        ImageLayout layout = new FatReader().read(image);

        // Then
        ImageFile fragmented = find(layout, "fragmented.bin");
        assertThat(fragmented.runs()).hasSizeGreaterThan(50);
        assertThat(Arrays.equals(Contents.of(image, fragmented), content)).isTrue();
        assertAgrees(layout, file);
    }

    @Test
    void reads_fat32_with_few_clusters_as_linux_does() throws Exception {
        // Given
        Path text = Files.createDirectory(folder.resolve("text"));
        Files.writeString(text.resolve("file"), "x".repeat(600));
        byte[] image = FatImages.makeSmallFat32(folder, 300, text);

        // When
        ImageLayout layout = new FatReader().read(ImageBytes.of(image));

        // Then
        assertThat(Contents.of(ImageBytes.of(image), find(layout, "file")))
                .asString()
                .isEqualTo("x".repeat(600));
    }

    @Test
    void reads_names_in_other_scripts_and_in_every_case() throws Exception {
        // Given
        Path names = Files.createDirectory(folder.resolve("names"));
        for (String name : List.of(
                "UPPER.TXT",
                "lower.txt",
                "Mixed.Txt",
                "UPPER.low",
                "noext",
                "a.b.c.d",
                "x".repeat(200),
                "y".repeat(13),
                "z".repeat(26) + ".bin")) {
            Files.writeString(names.resolve(name), name);
        }
        DebianTools.run(names, "sh", "-c", "cp noext \"$(printf 'gr\\303\\274n-\\346\\267\\261.txt')\"");
        Path file = FatImages.make(folder, "-F 16 -s 1", 8000, names);

        // When
        ImageLayout layout = new FatReader().read(map(file));

        // Then
        assertThat(layout.files())
                .filteredOn(f -> !f.isMetadata())
                .extracting(ImageFile::path)
                .containsExactlyInAnyOrder(
                        "UPPER.TXT",
                        "lower.txt",
                        "Mixed.Txt",
                        "UPPER.low",
                        "noext",
                        "a.b.c.d",
                        "x".repeat(200),
                        "y".repeat(13),
                        "z".repeat(26) + ".bin",
                        "grün-深.txt");
    }

    @Test
    void leaves_out_the_label_and_deleted_files() throws Exception {
        // Given
        Path file = FatImages.make(folder, "-F 16 -s 1 -n LABEL", 8000, tree.folder());
        FatImages.mtools(file, folder, "mdel", "-i image", "'::/sizes/*.bin'");

        // When
        ImageLayout layout = new FatReader().read(map(file));

        // Then
        assertThat(layout.files())
                .extracting(ImageFile::path)
                .contains("top")
                .noneMatch(path -> path.startsWith("sizes/") || path.contains("LABEL"));
    }

    private static void assertAgrees(ImageLayout layout, Path image) throws Exception {
        List<ImageFile> files =
                layout.files().stream().filter(f -> !f.isMetadata()).toList();
        String names = String.join(
                "\n", files.stream().map(f -> "'::/" + f.path() + "'").toList());
        String said = FatImages.mtools(image, image.getParent(), "mshowfat", "-i image", names.replace('\n', ' '));
        BootSector boot = BootSector.read(map(image));
        String[] lines = said.strip().split("\n");
        assertThat(lines).hasSameSizeAs(files);
        for (int i = 0; i < lines.length; i++) {
            assertThat(clusters(files.get(i), boot)).as(lines[i]).isEqualTo(clusters(lines[i]));
        }
    }

    private static List<Long> clusters(ImageFile file, BootSector boot) {
        List<Long> clusters = new ArrayList<>();
        for (ImageFile.Run run : file.runs()) {
            for (long at = 0; at < run.length(); at += boot.clusterSize()) {
                clusters.add((run.offset() + at - boot.clusterOffset(2)) / boot.clusterSize() + 2);
            }
        }
        return clusters;
    }

    private static List<Long> clusters(String line) {
        List<Long> clusters = new ArrayList<>();
        Matcher range = Pattern.compile("(\\d+)(?:-(\\d+))?").matcher(line.substring(line.indexOf('<')));
        while (range.find()) {
            long first = Long.parseLong(range.group(1));
            long last = range.group(2) == null ? first : Long.parseLong(range.group(2));
            for (long cluster = first; cluster <= last; cluster++) {
                clusters.add(cluster);
            }
        }
        return clusters;
    }

    /** FAT32 says in its second sector where free clusters begin; without that mcopy fills the gaps. */
    private static void forgetNextFreeCluster(Path image) throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.seek(512);
            if (file.readInt() == 0x52526141) {
                file.seek(512 + 492);
                file.writeInt(-1);
            }
        }
    }

    private static ImageBytes map(Path file) throws Exception {
        return ImageBytes.map(file, Arena.ofAuto());
    }

    private static ImageFile find(ImageLayout layout, String path) {
        return layout.files().stream()
                .filter(f -> f.path().equals(path))
                .findFirst()
                .orElseThrow();
    }
}
