package io.slipway.metadata.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.slipway.metadata.SampleRepository;
import io.slipway.metadata.refusal.MetadataRefusedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Files of earlier versions of this code are accepted and refused as ever. To write them anew after a deliberate change of the format, run this class
 * with {@code -Dslipway.golden=write} and look at the difference.
 */
class GoldenRepositoriesTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @TempDir
    Path directory;

    @Test
    @EnabledIfSystemProperty(named = "slipway.golden", matches = "write")
    void writes_the_golden_repositories_anew() throws IOException {
        write(GOLDEN.resolve("good"), GoldenRepositories.good());
        for (Map.Entry<String, Map<String, byte[]>> refused :
                GoldenRepositories.refused().entrySet()) {
            write(GOLDEN.resolve("refused").resolve(refused.getKey()), refused.getValue());
        }
    }

    @Test
    void accepts_the_good_repository() throws IOException {
        TrustedRepository trusted = deviceThatTrustsGood().update(fetcher(read(GOLDEN.resolve("good"))));

        assertThat(trusted.image(SampleRepository.IMAGE_PATH)).isEqualTo(SampleRepository.image());
        assertThat(trusted.payload(SampleRepository.PAYLOAD_PATH)).isEqualTo(SampleRepository.payload());
    }

    static Stream<String> codes() {
        return GoldenRepositories.refused().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("codes")
    void refuses_the_bad_repository_for_its_reason(String code) throws IOException {
        Device device = deviceThatTrustsGood();
        Map<String, byte[]> files = read(GOLDEN.resolve("good"));
        files.putAll(read(GOLDEN.resolve("refused").resolve(code)));

        MetadataRefusedException refused =
                catchThrowableOfType(MetadataRefusedException.class, () -> device.update(fetcher(files))
                        .image(SampleRepository.IMAGE_PATH));

        assertThat(refused.refusal().code()).isEqualTo(code);
        assertThat(refused.refusal().message()).contains(refused.refusal().subject(), "expected", "found");
    }

    @Test
    void makes_the_same_bytes_as_ever() {
        assertThat(read(GOLDEN.resolve("good"))).containsExactlyEntriesOf(GoldenRepositories.good());
        GoldenRepositories.refused().forEach((code, files) -> assertThat(
                        read(GOLDEN.resolve("refused").resolve(code)))
                .as(code)
                .containsExactlyEntriesOf(files));
    }

    private Device deviceThatTrustsGood() throws IOException {
        var device = new Device(directory, new SampleRepository());
        device.update(fetcher(read(GOLDEN.resolve("good"))));
        return device;
    }

    private static MetadataFetcher fetcher(Map<String, byte[]> files) {
        return (name, _) -> Optional.ofNullable(files.get(name)).map(ByteArrayInputStream::new);
    }

    private static Map<String, byte[]> read(Path repository) {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(repository)) {
            for (Path path : paths.toList()) {
                files.put(path.getFileName().toString(), Files.readAllBytes(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static void write(Path repository, Map<String, byte[]> files) throws IOException {
        Files.createDirectories(repository);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(repository.resolve(file.getKey()), file.getValue());
        }
    }
}
