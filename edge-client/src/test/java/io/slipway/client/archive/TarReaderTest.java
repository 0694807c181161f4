package io.slipway.client.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.client.archive.TarEntry.Kind;
import io.slipway.client.fixture.TestTar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TarReaderTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"gnu", "pax", "ustar"})
    void reads_what_gnu_tar_writes(String format) throws Exception {
        // Given
        Path tree = Files.createDirectory(directory.resolve("tree"));
        String longName = ("a-long-name-".repeat(6) + "/").repeat(2) + "file";
        Files.createDirectories(tree.resolve(longName).getParent());
        Files.writeString(tree.resolve(longName), "content");
        Files.setPosixFilePermissions(tree.resolve(longName), PosixFilePermissions.fromString("rwxr-x---"));
        Files.createSymbolicLink(tree.resolve("link"), Path.of("some/where"));
        Path archive = directory.resolve("tree.tar");
        Process tar = new ProcessBuilder(
                        "tar",
                        "--format=" + format,
                        "--owner=7",
                        "--group=9",
                        "--numeric-owner",
                        "-cf",
                        archive.toString(),
                        "-C",
                        tree.toString(),
                        ".")
                .inheritIO()
                .start();
        assertThat(tar.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(tar.exitValue()).isZero();

        // When
        List<String> read = read(Files.readAllBytes(archive));

        // Then
        assertThat(read)
                .contains("FILE %s 750 7:9 'content'".formatted(longName), "SYMLINK link 777 7:9 -> some/where")
                .anyMatch(entry -> entry.startsWith("DIRECTORY a-long-name-"));
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("absolute name", tar(t -> t.file("/etc/passwd", 0644, "")), "absolute"),
                Arguments.of("name that leads up", tar(t -> t.file("a/../../b", 0644, "")), "'..'"),
                Arguments.of("empty part", tar(t -> t.file("a//b", 0644, "")), "empty"),
                Arguments.of("control character", tar(t -> t.file("a\nb", 0644, "")), "control"),
                Arguments.of(
                        "long name that leads up",
                        tar(t -> t.property("path", "../b").file("b", 0644, "")),
                        "'..'"),
                Arguments.of(
                        "part that is too long",
                        tar(t -> t.property("path", "x".repeat(256)).file("b", 0644, "")),
                        "255"),
                Arguments.of("hard link", tar(t -> t.entry('1', "a", 0644, new byte[0], "b")), "hard link"),
                Arguments.of("device", tar(t -> t.entry('3', "a", 0644, new byte[0], "")), "device"),
                Arguments.of("pipe", tar(t -> t.entry('6', "a", 0644, new byte[0], "")), "pipe"),
                Arguments.of("sparse file", tar(t -> t.entry('S', "a", 0644, new byte[0], "")), "type 'S'"),
                Arguments.of(
                        "attribute",
                        tar(t -> t.property("SCHILY.xattr.user.a", "b").file("a", 0644, "")),
                        "SCHILY.xattr"),
                Arguments.of("link to nothing", tar(t -> t.symlink("a", "")), "link to nothing"),
                Arguments.of("directory with content", tar(t -> t.entry('5', "a", 0755, new byte[3], "")), "content"),
                Arguments.of("no header", new byte[] {1, 2, 3}, "before its end"),
                Arguments.of("no end", Arrays.copyOf(tar(t -> t.file("a", 0644, "")), 512), "before its end"),
                Arguments.of("another checksum", flipped(tar(t -> t.file("a", 0644, "")), 3), "checksum"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void refuses(String what, byte[] archive, String expected) {
        assertThatThrownBy(() -> read(archive))
                .isInstanceOf(ArchiveRefusedException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void lets_only_declared_errors_pass_whatever_comes() {
        byte[] good = tar(t -> t.directory("a", 0755)
                .property("path", "a/long")
                .file("a/b", 0644, "content")
                .symlink("c", "d"));
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] bad = random.nextBoolean() ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            for (int i = random.nextInt(4); i >= 0 && bad.length > 0; i--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            fixChecksum(bad);
            try {
                read(bad);
            } catch (ArchiveRefusedException | IOException e) {
                assertThat(e).hasMessageContaining("archive");
            }
        }
    }

    /** Of the first header, so that changes in it get further than to the checksum. */
    private static void fixChecksum(byte[] archive) {
        if (archive.length >= 512) {
            int sum = 8 * ' ';
            for (int i = 0; i < 512; i++) {
                sum += i >= 148 && i < 156 ? 0 : archive[i] & 0xff;
            }
            byte[] digits = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(digits, 0, archive, 148, 8);
        }
    }

    private static byte[] tar(UnaryOperator<TestTar> entries) {
        return entries.apply(new TestTar()).bytes();
    }

    private static byte[] flipped(byte[] archive, int position) {
        archive[position] ^= 1;
        return archive;
    }

    private static List<String> read(byte[] archive) throws IOException, ArchiveRefusedException {
        TarReader reader = new TarReader(new ByteArrayInputStream(archive));
        List<String> read = new ArrayList<>();
        for (Optional<TarEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
            TarEntry e = next.get();
            String content = new String(reader.content().readAllBytes(), StandardCharsets.UTF_8);
            read.add("%s %s %o %d:%d%s"
                    .formatted(
                            e.kind(),
                            e.name(),
                            e.mode(),
                            e.uid(),
                            e.gid(),
                            e.kind() == Kind.FILE
                                    ? " '" + content + "'"
                                    : e.kind() == Kind.SYMLINK ? " -> " + e.linkTarget() : ""));
        }
        return read;
    }
}
