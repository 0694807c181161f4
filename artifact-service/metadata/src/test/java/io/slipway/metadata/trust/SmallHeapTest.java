package io.slipway.metadata.trust;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.metadata.ManyPayloads;
import io.slipway.metadata.SampleKeys;
import io.slipway.metadata.canonical.JsonLimits;
import io.slipway.metadata.key.bouncycastle.BouncyCastleVerifier;
import io.slipway.metadata.role.SignedMetadata;
import io.slipway.metadata.role.Targets;
import io.slipway.metadata.target.PayloadTarget;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@link JsonLimits#METADATA} promises of a device's memory, tried in a process with that much. */
class SmallHeapTest {

    private static final int PAYLOADS = 9_700;

    @TempDir
    Path directory;

    @Test
    void verifies_and_reads_the_largest_metadata_with_a_heap_of_48_mib() throws Exception {
        byte[] file = SignedMetadata.sign(ManyPayloads.of(PAYLOADS), List.of(SampleKeys.PAYLOADS))
                .bytes();
        assertThat(file.length).isBetween(JsonLimits.METADATA.maxBytes() * 95 / 100, JsonLimits.METADATA.maxBytes());
        Path path = Files.write(directory.resolve("payloads.json"), file);

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Device48.class.getName(),
                        path.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(output.lines().toList()).containsExactly(PAYLOADS + " payloads");
        assertThat(process.waitFor()).isZero();
    }

    /** The program that runs in the small heap. */
    static final class Device48 {

        private Device48() {}

        public static void main(String[] arguments) throws Exception {
            String name = PayloadTarget.ROLE.fileName();
            SignedMetadata metadata = SignedMetadata.read(name, Files.readAllBytes(Path.of(arguments[0])));
            SampleKeys.authority(1, SampleKeys.PAYLOADS).verify(name, metadata, new BouncyCastleVerifier());
            Targets targets = Targets.read(name, metadata.signed());
            System.out.println(targets.targets().size() + " payloads");
        }
    }
}
