package io.slipway.payload.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.slipway.payload.apply.ApplyListener;
import io.slipway.payload.apply.DeltaSource;
import io.slipway.payload.apply.IndexReader;
import io.slipway.payload.apply.PayloadApplier;
import io.slipway.payload.apply.TargetVerification;
import io.slipway.payload.apply.Throttle;
import io.slipway.payload.apply.file.FilePayloadSource;
import io.slipway.payload.apply.file.FileTargetDevice;
import io.slipway.payload.index.IndexReference;
import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Sha256;
import io.slipway.payload.script.Scratch;

import static org.assertj.core.api.Assertions.assertThat;

class GoldenPayloadsTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @TempDir
    Path directory;

    /** One line of the list. */
    record Golden(String file, IndexReference index, String source, String outcome) {

        static Golden of(String line) {
            List<String> fields = List.of(line.split(",", -1));
            return new Golden(
                    fields.get(0),
                    new IndexReference(Long.parseLong(fields.get(1)), new Sha256(fields.get(2))),
                    fields.get(3),
                    fields.get(4));
        }
    }

    static Stream<Golden> golden() throws IOException {
        return Files.readAllLines(GOLDEN.resolve(GoldenPayloads.LIST)).stream()
                .filter(line -> !line.startsWith("#"))
                .map(Golden::of);
    }

    @ParameterizedTest
    @MethodSource("golden")
    void reads_the_good_and_refuses_the_bad(Golden golden) throws Exception {
        assertThat(outcome(golden)).isEqualTo(golden.outcome());
    }

    @Test
    void the_generator_still_makes_the_committed_files() throws Exception {
        for (Map.Entry<String, byte[]> file : GoldenPayloads.generate().entrySet()) {
            assertThat(GOLDEN.resolve(file.getKey())).hasBinaryContent(file.getValue());
        }
    }

    /** Digest of the image, or the code of the refusal. */
    private String outcome(Golden golden) throws IOException {
        try (FileTargetDevice target = FileTargetDevice.create(directory.resolve("target"), 1 << 20)) {
            if (golden.source().equals(GoldenPayloads.NO_SOURCE)) {
                return outcome(golden, Optional.empty(), target);
            }
            try (FileTargetDevice image = FileTargetDevice.open(GOLDEN.resolve(golden.source()))) {
                DeltaSource from = new DeltaSource(image, target, new Scratch(directory), Optional.empty());
                return outcome(golden, Optional.of(from), target);
            }
        }
    }

    private String outcome(Golden golden, Optional<DeltaSource> from, FileTargetDevice target) throws IOException {
        FilePayloadSource payload = new FilePayloadSource(GOLDEN.resolve(golden.file()));
        try {
            PayloadIndex index = IndexReader.read(payload, golden.index());
            new PayloadApplier(index, payload, from, target, PayloadApplier.DEFAULT_FORCE_EVERY, Throttle.NONE)
                    .apply(0, new Silent());
            new TargetVerification(target).verify(index.targetLength(), index.targetSha256(), read -> {});
            return index.targetSha256().hex();
        } catch (PayloadRefusedException e) {
            return e.refusal().code();
        }
    }

    private static final class Silent implements ApplyListener {

        @Override
        public void written(long targetBytes, long payloadBytes) {}

        @Override
        public void durable(int ranges) {}
    }
}
