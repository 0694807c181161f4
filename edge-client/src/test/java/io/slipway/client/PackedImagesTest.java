package io.slipway.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.client.fixture.TestAuthority;
import io.slipway.client.fixture.TestDevice;
import io.slipway.client.fixture.TestRepository;
import io.slipway.client.fixture.TestRepository.Release;
import io.slipway.client.fixture.TestServers;
import io.slipway.client.slot.SlotName;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole client where files in the images are packed: the delta is of what they unpack to, and the client packs it again to the very same bytes. */
class PackedImagesTest {

    private static final int LENGTH = 700_000;
    private static final int EVERY = 50_000;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mksquashfs TREE IMAGE -comp gzip -b 131072",
                "mksquashfs TREE IMAGE -comp zstd -b 131072",
                "mksquashfs TREE IMAGE -comp zstd -Xcompression-level 3 -b 131072",
                "mksquashfs TREE IMAGE -comp lz4 -b 65536",
                "mksquashfs TREE IMAGE -comp lz4 -Xhc -b 65536",
                "mkfs.erofs -zlz4hc IMAGE TREE",
            })
    void installs_from_a_delta_of_what_was_unpacked(String tool) throws Exception {
        // Given
        TestAuthority authority = new TestAuthority("gateway");
        TestRepository repository = new TestRepository(directory.resolve("repository"));
        Release one = repository.release("1", image(tool, 0));
        Release two = repository.release("2", image(tool, 1));
        Path delta = repository.payloads().get(repository.delta(one, two));
        try (TestServers servers = new TestServers(authority, authority, repository)) {
            TestDevice device =
                    new TestDevice(directory.resolve("device"), one).connect(servers, authority, authority, repository);
            servers.command = two.command(UUID.randomUUID());

            // When
            int code = ClientProgram.run("once", "--config", device.settings().toString(), "--booted-slot", "a");

            // Then: nothing was fetched instead of what could not be packed, and without unpacking every block would
            // have travelled
            assertThat(code).isEqualTo(Main.REBOOT);
            assertThat(Files.readAllBytes(device.slot(SlotName.B))).isEqualTo(two.image());
            assertThat(servers.bytesServed()).isEqualTo(Files.size(delta)).isLessThan(two.image().length / 10);
        }
    }

    /** An image with a file of words, of which in each block one byte depends on the release. */
    private byte[] image(String tool, int release) throws IOException, InterruptedException {
        Path tree = Files.createDirectories(directory.resolve("tree-" + release));
        byte[] words = words();
        for (int i = EVERY / 2; i < words.length; i += EVERY) {
            words[i] ^= (byte) release;
        }
        Files.write(tree.resolve("words"), words);
        Path image = directory.resolve("image-" + release);
        List<String> command = new ArrayList<>(List.of(tool.replace("TREE", tree.toString())
                .replace("IMAGE", image.toString())
                .split(" ")));
        command.addAll(
                tool.startsWith("mksquashfs")
                        ? List.of("-noappend", "-no-progress", "-all-root", "-no-xattrs", "-processors", "1")
                        : List.of("-T1700000000"));
        run(command);
        return Files.readAllBytes(image);
    }

    private static byte[] words() {
        Random random = new Random(9);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        while (text.size() < LENGTH) {
            text.writeBytes(
                    (Integer.toString(random.nextInt(3000) * 977, 36) + " ").getBytes(StandardCharsets.US_ASCII));
        }
        return text.toByteArray();
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Path printed = directory.resolve("printed");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile())
                    .start();
        } catch (IOException e) {
            throw new AssertionError(
                    "This test needs " + command.getFirst() + ": apt-get install squashfs-tools erofs-utils", e);
        }
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended && process.exitValue() == 0)
                .as(Files.readString(printed))
                .isTrue();
    }
}
