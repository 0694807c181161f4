package io.slipway.standalone.payload.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

class InspectCommandTest {

    private static final int NOVEL = 6000;

    @TempDir
    private Path folder;

    private final StringWriter printed = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private final CommandLine command = new CommandLine(new PayloadCommand());
    private Path payload;
    private Path image;

    @BeforeEach
    void makePayload() throws IOException {
        byte[] kept = random(1, 50_000);
        Path old = Files.write(folder.resolve("old.img"), archive(kept, random(2, NOVEL)));
        image = Files.write(folder.resolve("new.img"), archive(kept, random(3, NOVEL)));
        payload = folder.resolve("delta.payload");
        command.setOut(new PrintWriter(printed)).setErr(new PrintWriter(errors));
        assertThat(run("create", "--from", old, "--to", image, "-o", payload)).isZero();
    }

    @Test
    void what_a_payload_does_is_told_without_the_image() {
        assertThat(run("inspect", payload)).isZero();

        assertThat(printed.toString())
                .contains("delta payload, " + payload.toFile().length() + " bytes")
                .containsPattern("script +1 +\\d+ +in 1 groups")
                .containsPattern("copies from the source, unpacked +\\d+ +\\d+")
                .containsPattern("novel bytes +" + NOVEL)
                .doesNotContain("bytes by file");
    }

    @Test
    void with_the_image_bytes_are_told_by_file() {
        assertThat(run("inspect", "--image", image, "--most", "1", payload)).isZero();

        assertThat(printed.toString())
                .containsPattern("\\d+ +\\d+\\.\\d % +6000 +0 +etc/changed\\?\n")
                .containsPattern("\n +240 +\\d+\\.\\d % +\\(index\\)\n")
                .containsPattern("\n +" + payload.toFile().length() + " +100\\.0 % +\\(all\\)\n");
    }

    @Test
    void another_image_is_refused() throws IOException {
        byte[] other = Files.readAllBytes(image);
        other[other.length - 1] ^= 1;
        Path same = Files.write(folder.resolve("other.img"), other);
        Path longer = Files.write(folder.resolve("longer.img"), new byte[other.length + 1]);

        assertThat(run("inspect", "--image", same, payload)).isEqualTo(1);
        assertThat(run("inspect", "--image", longer, payload)).isEqualTo(1);

        assertThat(errors.toString())
                .contains(same + " is not the image that the payload makes: its sha256 is not ")
                .contains(longer + " is not the image that the payload makes: it has " + (other.length + 1)
                        + " bytes instead of " + other.length + ".");
        assertThat(printed.toString()).doesNotContain("bytes by file");
    }

    @Test
    void help_tells_what_the_image_is_for() {
        assertThat(run("inspect", "--help")).isZero();

        assertThat(printed.toString()).contains("--image=NEW").contains("names of files");
    }

    private int run(Object... arguments) {
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        return command.execute(words);
    }

    private static byte[] random(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** The smallest image with files: a cpio archive. The name of the second one would ring a terminal's bell. */
    private static byte[] archive(byte[] kept, byte[] changed) {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        add(archive, "etc/kept", kept);
        add(archive, "etc/changed\u0007", changed);
        add(archive, "TRAILER!!!", new byte[0]);
        return archive.toByteArray();
    }

    private static void add(ByteArrayOutputStream archive, String name, byte[] content) {
        int mode = content.length == 0 ? 0 : 0100644;
        String header = "070701%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%s\0"
                .formatted(archive.size(), mode, 0, 0, 1, 0, content.length, 0, 0, 0, 0, name.length() + 1, 0, name);
        archive.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        pad(archive);
        archive.writeBytes(content);
        pad(archive);
    }

    private static void pad(ByteArrayOutputStream archive) {
        archive.writeBytes(new byte[-archive.size() & 3]);
    }
}
