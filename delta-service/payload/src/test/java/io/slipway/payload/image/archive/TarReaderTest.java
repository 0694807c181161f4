package io.slipway.payload.image.archive;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.payload.image.Contents;
import io.slipway.payload.image.DebianTools;
import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.image.ReaderFuzz;
import io.slipway.payload.image.SampleTree;
import io.slipway.payload.image.UnreadableImageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Reads what GNU tar writes. */
class TarReaderTest {

    private static final TarReader READER = new TarReader();
    private static final int SIZE = 124;

    @TempDir
    private static Path shared;

    private static SampleTree simple;
    private static SampleTree posix;

    @TempDir
    private Path folder;

    @BeforeAll
    static void write_trees() throws Exception {
        simple = SampleTree.simple(shared.resolve("simple"));
        posix = SampleTree.posix(shared.resolve("posix"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v7", "oldgnu", "gnu", "ustar", "pax"})
    void finds_what_tar_stores(String format) throws Exception {
        // Given
        SampleTree tree = format.equals("v7") || format.equals("ustar") ? simple : posix;
        ImageBytes image = ImageBytes.of(archive(tree.folder(), "--format=" + format));

        // When
        ImageLayout layout = READER.read(image);

        // Then
        assertThat(READER.recognises(image)).isTrue();
        assertThat(layout.filesystem()).isEqualTo("tar");
        Contents.assertHolds(tree, image, layout);
        assertThat(layout.files().getFirst().path()).isEqualTo("\0headers");
        assertBlocksAgree(layout);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gnu", "ustar", "pax"})
    void reads_names_that_are_longer_than_a_header(String format) throws Exception {
        // Given
        String name = "directory-with-a-long-name/".repeat(format.equals("ustar") ? 5 : 12) + "n".repeat(90);
        Path tree = folder.resolve("tree");
        Files.createDirectories(tree.resolve(name).getParent());
        Files.writeString(tree.resolve(name), "content");

        // When
        ImageBytes image = ImageBytes.of(archive(tree, "--format=" + format));
        ImageFile file = READER.read(image).files().getLast();

        // Then
        assertThat(file.path()).isEqualTo(name);
        assertThat(Contents.of(image, file)).asString().isEqualTo("content");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--format=gnu",
                "--format=pax --sparse-version=0.0",
                "--format=pax --sparse-version=0.1",
                "--format=pax --sparse-version=1.0"
            })
    void passes_by_sparse_files(String options) throws Exception {
        // Given
        Path tree = Files.createDirectory(folder.resolve("tree"));
        try (var file = new RandomAccessFile(tree.resolve("sparse").toFile(), "rw")) {
            for (int i = 0; i < 60; i++) {
                file.seek(i * 100_000L);
                file.write('s');
            }
        }
        Files.writeString(tree.resolve("whole"), "content");

        // When
        ImageBytes image = ImageBytes.of(archive(tree, options + " --sparse"));
        ImageLayout layout = READER.read(image);

        // Then
        assertThat(layout.files()).extracting(ImageFile::path).containsExactly("\0headers", "whole");
        assertThat(Contents.of(image, layout.files().getLast())).asString().isEqualTo("content");
    }

    @Test
    void reads_a_size_in_base_256() throws Exception {
        // Given
        byte[] image = archiveOf("content");
        byte[] size = new byte[12];
        size[0] = (byte) 0x80;
        size[11] = 7;
        System.arraycopy(size, 0, image, SIZE, size.length);
        correctChecksums(image);

        // When
        ImageFile file = READER.read(ImageBytes.of(image)).files().getLast();

        // Then
        assertThat(file.size()).isEqualTo(7);
    }

    @Test
    void refuses_a_size_that_no_image_has() throws Exception {
        byte[] image = archiveOf("content");
        Arrays.fill(image, SIZE, SIZE + 12, (byte) 0x80);
        correctChecksums(image);
        assertRefused(image, "too large");
    }

    @Test
    void refuses_a_member_that_is_cut_off() throws Exception {
        byte[] image = archiveOf("content ".repeat(1000));
        assertRefused(Arrays.copyOf(image, 3000), "a member at 0 is cut off");
    }

    @Test
    void refuses_a_damaged_header() throws Exception {
        byte[] image = archiveOf("content");
        image[1024] = 'x';
        assertRefused(image, "at 1024 there is no header");
    }

    @Test
    void refuses_an_extended_header_that_is_malformed() throws Exception {
        // Given
        Path tree = Files.createDirectory(folder.resolve("tree"));
        Files.writeString(tree.resolve("f".repeat(120)), "content");
        byte[] image = archive(tree, "--format=pax", "f".repeat(120));
        image[512] = 'x';

        // When / Then
        assertRefused(image, "malformed");
    }

    @Test
    void recognises_nothing_else() {
        assertThat(READER.recognises(ImageBytes.of(new byte[100_000]))).isFalse();
        assertThat(READER.recognises(ImageBytes.of(new byte[0]))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void damage_is_refused_or_does_no_harm(long seed) throws Exception {
        Path tree = Files.createDirectories(folder.resolve("tree/a/b"));
        Files.writeString(tree.resolve("g".repeat(200)), "some text ".repeat(70));
        Files.writeString(tree.resolve("short"), "some text");
        byte[] gnu = archive(tree, "--format=gnu");
        byte[] pax = archive(tree, "--format=pax");
        new ReaderFuzz(READER, List.of(gnu, pax), TarReaderTest::correctChecksums).run(seed);
    }

    /** GNU tar names the block of the first header of each member; content lies behind it and before the next. */
    private void assertBlocksAgree(ImageLayout layout) {
        String said = DebianTools.run(folder, "tar", "--quoting-style=literal", "-tRf", "image");
        for (ImageFile file : layout.files()) {
            if (!file.isMetadata() && file.path().indexOf('\uFFFD') < 0) {
                String line = said.lines()
                        .filter(l -> l.endsWith(": ./" + file.path()))
                        .findFirst()
                        .orElseThrow();
                long block = Long.parseLong(line.replaceAll("^block (\\d+):.*", "$1"));
                assertThat(file.runs().getFirst().offset()).isBetween(512 * (block + 1), 512 * (block + 7));
            }
        }
    }

    private byte[] archiveOf(String content) throws Exception {
        Path tree = Files.createDirectory(folder.resolve("tree"));
        Files.writeString(tree.resolve("file"), content);
        return archive(tree, "--format=gnu", "file");
    }

    private byte[] archive(Path tree, String options) throws Exception {
        return archive(tree, options, ".");
    }

    private byte[] archive(Path tree, String options, String what) throws Exception {
        DebianTools.run(
                folder,
                "sh",
                "-c",
                "tar " + options + " --sort=name --mtime=@1 --owner=0 --group=0 -cf image -C " + tree + " " + what);
        return Files.readAllBytes(folder.resolve("image"));
    }

    /** Of all headers that say what they are. */
    private static void correctChecksums(byte[] image) {
        for (int at = 0; at + 512 <= image.length; at += 512) {
            if (new String(image, at + 257, 5, StandardCharsets.ISO_8859_1).equals("ustar")) {
                Arrays.fill(image, at + 148, at + 156, (byte) ' ');
                int sum = 0;
                for (int i = at; i < at + 512; i++) {
                    sum += image[i] & 0xff;
                }
                byte[] digits = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(digits, 0, image, at + 148, digits.length);
            }
        }
    }

    private static void assertRefused(byte[] image, String reason) {
        assertThatThrownBy(() -> READER.read(ImageBytes.of(image)))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining(reason);
    }
}
