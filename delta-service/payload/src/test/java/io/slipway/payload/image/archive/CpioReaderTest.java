package io.slipway.payload.image.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

/** Reads what GNU cpio writes. */
class CpioReaderTest {

    private static final CpioReader READER = new CpioReader();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"newc", "crc"})
    void finds_what_cpio_stores(String format) throws Exception {
        // Given
        SampleTree tree = SampleTree.posix(folder.resolve("tree"));
        ImageBytes image = ImageBytes.of(archive("tree", format));

        // When
        ImageLayout layout = READER.read(image);

        // Then
        assertThat(READER.recognises(image)).isTrue();
        assertThat(layout.filesystem()).isEqualTo("cpio");
        Contents.assertHolds(tree, image, layout);
        assertThat(layout.files().getFirst().path()).isEqualTo("\0headers");
    }

    @Test
    void reads_archives_one_behind_the_other_up_to_what_is_none() throws Exception {
        // Given
        write("early/kernel/x86/microcode/GenuineIntel.bin", "microcode ".repeat(500));
        write("late/bin/sh", "shell ".repeat(300));
        byte[] early = archive("early", "newc");
        byte[] late = archive("late", "newc");
        byte[] compressed = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 1, 2, 3};
        ByteArrayOutputStream initrd = new ByteArrayOutputStream();
        initrd.write(early);
        initrd.write(new byte[700]);
        initrd.write(late);
        initrd.write(compressed);

        // When
        ImageBytes image = ImageBytes.of(initrd.toByteArray());
        ImageLayout layout = READER.read(image);

        // Then
        List<ImageFile> files =
                layout.files().stream().filter(f -> !f.isMetadata()).toList();
        assertThat(files)
                .extracting(ImageFile::path)
                .containsExactly("kernel/x86/microcode/GenuineIntel.bin", "bin/sh");
        assertThat(Contents.of(image, files.getFirst())).asString().isEqualTo("microcode ".repeat(500));
        assertThat(Contents.of(image, files.getLast())).asString().isEqualTo("shell ".repeat(300));
        assertThat(layout.pieces()).hasSize(1);
    }

    @Test
    void reads_an_swu() throws Exception {
        // Given
        write("tree/sw-description", "software = {}");
        write("tree/rootfs.ext4.gz", "not really compressed");
        DebianTools.run(folder, "cpio", "--version");
        DebianTools.run(
                folder,
                "sh",
                "-c",
                "cd tree; printf 'sw-description\\nrootfs.ext4.gz\\n' | cpio --quiet -o -H crc > ../image");

        // When
        ImageLayout layout = READER.read(ImageBytes.of(Files.readAllBytes(folder.resolve("image"))));

        // Then
        assertThat(layout.files())
                .extracting(ImageFile::path)
                .containsExactly("\0headers", "sw-description", "rootfs.ext4.gz");
    }

    @Test
    void refuses_an_archive_without_a_trailer() throws Exception {
        write("tree/file", "content");
        byte[] image = archive("tree", "newc");
        int trailer = new String(image, StandardCharsets.ISO_8859_1).indexOf("TRAILER!!!") - CpioHeader.LENGTH;
        assertRefused(Arrays.copyOf(image, trailer), "there is no header");
    }

    @ParameterizedTest
    @CsvSource({
        "94,  00000000, name of 0 bytes",
        "94,  00002000, name of 8192 bytes",
        "54,  7fffffff, is cut off",
        "54,  0000000g, not hexadecimal",
        "0,   07070100, there is no header of a cpio member",
    })
    void refuses_a_damaged_header(int at, String digits, String reason) throws Exception {
        // Given
        write("tree/file", "content");
        byte[] image = archive("tree", "newc");
        int second = new String(image, StandardCharsets.ISO_8859_1).indexOf("070701", 1);
        System.arraycopy(digits.getBytes(StandardCharsets.US_ASCII), 0, image, second + (at == 0 ? 4 : at), 8);

        // When / Then
        assertRefused(image, reason);
    }

    @Test
    void recognises_nothing_else() {
        assertThat(READER.recognises(ImageBytes.of("070707".getBytes(StandardCharsets.US_ASCII))))
                .isFalse();
        assertThat(READER.recognises(ImageBytes.of(new byte[0]))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void damage_is_refused_or_does_no_harm(long seed) throws Exception {
        write("tree/a/b/file", "some text ".repeat(70));
        write("tree/other", "some text");
        byte[] once = archive("tree", "newc");
        byte[] twice = Arrays.copyOf(once, 2 * once.length);
        System.arraycopy(once, 0, twice, once.length, once.length);
        new ReaderFuzz(READER, List.of(once, twice, archive("tree", "crc"))).run(seed);
    }

    private void write(String path, String content) throws Exception {
        Files.createDirectories(folder.resolve(path).getParent());
        Files.writeString(folder.resolve(path), content);
    }

    private byte[] archive(String tree, String format) throws Exception {
        DebianTools.run(folder, "cpio", "--version");
        DebianTools.run(
                folder,
                "sh",
                "-c",
                "cd " + tree + "; find . -print0 | LC_ALL=C sort -z | cpio --quiet -0 -o -H " + format + " > ../image");
        return Files.readAllBytes(folder.resolve("image"));
    }

    private static void assertRefused(byte[] image, String reason) {
        assertThatThrownBy(() -> READER.read(ImageBytes.of(image)))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining(reason);
    }
}
