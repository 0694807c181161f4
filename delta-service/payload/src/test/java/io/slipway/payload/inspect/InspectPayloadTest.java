package io.slipway.payload.inspect;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.payload.MadeDelta;
import io.slipway.payload.MadePayload;
import io.slipway.payload.PackedArchive;
import io.slipway.payload.SampleImages;
import io.slipway.payload.apply.IndexReader;
import io.slipway.payload.apply.file.FilePayloadSource;
import io.slipway.payload.create.DeltaSettings;
import io.slipway.payload.create.Readers;
import io.slipway.payload.image.DebianTools;
import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.image.PackableTree;
import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.TargetRange;
import io.slipway.payload.inspect.Operations.Copies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InspectPayloadTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final String GZIP = "mksquashfs %s %s -comp gzip -b 131072";
    private static final String EROFS = "mkfs.erofs -zlz4hc %2$s %1$s";
    private static final String EXT4 = "mke2fs -q -F -t ext4 -b 4096 -d %s %s 16M";

    @TempDir
    Path folder;

    @BeforeEach
    void makeTree() throws IOException {
        PackableTree.write(folder.resolve("tree"));
    }

    @ParameterizedTest
    @ValueSource(strings = {GZIP, EROFS, EXT4})
    void a_file_that_alone_changed_has_nearly_all_bytes_of_the_blobs(String tool) throws Exception {
        Path source = make(tool);
        byte[] noise = SampleImages.random(5, 300_000);
        write("packable/noise", noise);
        Path target = make(tool);

        BytesByFile bytes = inspect(delta(source, target), target).bytes().orElseThrow();

        FileBytes dearest = bytes.files().getFirst();
        assertThat(dearest.path()).isEqualTo("packable/noise");
        assertThat(dearest.packed()).isBetween(300_000L, 301_000L);
        assertThat(dearest.novel()).isBetween(299_000L, 300_000L);
        assertThat(bytes.noFile().packed()).isLessThan(3000);
    }

    /** Forty files share a block. */
    @Test
    void a_small_file_is_told_apart_from_those_that_are_packed_together_with_it() throws Exception {
        Path source = make(GZIP);
        write("packable/small/7", SampleImages.random(5, 5000));
        Path target = make(GZIP);

        BytesByFile bytes = inspect(delta(source, target), target).bytes().orElseThrow();

        FileBytes dearest = bytes.files().getFirst();
        assertThat(dearest.path()).isEqualTo("packable/small/7");
        assertThat(dearest.novel()).isBetween(4900L, 5000L);
        assertThat(bytes.files().get(1).packed()).isLessThan(200);
    }

    /** What is packed in the kernel is unpacked, and so are the blocks around it. */
    @ParameterizedTest
    @ValueSource(strings = {GZIP, EROFS, EXT4})
    void a_kernel_that_is_packed_twice_is_named(String tool) throws Exception {
        byte[] kernel = SampleImages.words(7, 900_000);
        writePacked("initrd.img", kernel);
        Path source = make(tool);
        for (int i = 100_000; i < 110_000; i += 100) {
            kernel[i] ^= 1;
        }
        System.arraycopy(SampleImages.random(8, 9000), 0, kernel, 700_000, 9000);
        writePacked("initrd.img", kernel);
        Path target = make(tool);

        PayloadContents contents = inspect(delta(source, target), target);

        FileBytes dearest = contents.bytes().orElseThrow().files().getFirst();
        assertThat(dearest.path()).isEqualTo("initrd.img");
        assertThat(dearest.novel()).isBetween(8000L, 9100L);
        assertThat(dearest.corrected()).isBetween(100L, 1100L);
        assertThat(contents.packedAgain()).extracting(PackedAgain::recipe).contains("zstd stream 19");
    }

    @ParameterizedTest
    @ValueSource(strings = {GZIP, EROFS, EXT4})
    void a_full_payload_is_divided_by_length(String tool) throws Exception {
        Path image = make(tool);
        MadePayload full = MadePayload.of(Files.readAllBytes(image));

        BytesByFile bytes = inspect(Files.write(folder.resolve("full"), full.bytes()), image)
                .bytes()
                .orElseThrow();

        FileBytes noise = bytes.files().stream()
                .filter(file -> file.path().equals("packable/noise"))
                .findFirst()
                .orElseThrow();
        assertThat(noise.packed()).isBetween(299_000L, 302_000L);
        assertThat(noise.novel()).isBetween(299_000L, 300_100L);
    }

    static Stream<Path> good() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.filter(file -> file.getFileName().toString().matches("good-.*payload")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("good")
    void all_bytes_of_golden_payloads_are_counted_once(Path payload) throws Exception {
        PayloadIndex index = index(payload);
        ImageLayout image = ImageLayout.plain(index.targetLength(), Optional.empty());

        PayloadContents contents =
                new InspectPayload(index, new FilePayloadSource(payload)).inspect(Optional.of(image), done -> {});

        assertThat(contents.bytes().orElseThrow().total()).isEqualTo(Files.size(payload));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void all_bytes_are_counted_once_and_all_that_is_made_is_counted(long seed) throws Exception {
        byte[] content = SampleImages.structured(seed, 200_000);
        byte[] source = PackedArchive.of(content, SampleImages.words(seed, 100_000));
        byte[] target = PackedArchive.of(SampleImages.edited(seed, content), SampleImages.words(seed + 1, 90_000));
        Path payload = Files.write(
                folder.resolve("payload"), MadeDelta.of(source, target).bytes());
        Path image = Files.write(folder.resolve("image"), target);

        PayloadContents contents = inspect(payload, image);

        assertThat(contents.bytes().orElseThrow().files())
                .extracting(FileBytes::path)
                .contains("file0.lz4", "file1.lz4");
        Operations operations = contents.operations();
        long copied =
                operations.copies().values().stream().mapToLong(Copies::bytes).sum();
        PayloadIndex index = index(payload);
        long made = IntStream.range(0, index.rangeCount())
                .mapToObj(index::range)
                .mapToLong(TargetRange::unpackedLength)
                .sum();
        assertThat(operations.equal() + operations.corrected()).isEqualTo(copied);
        assertThat(copied + operations.novel()).isEqualTo(made);
    }

    @Test
    void files_need_the_image_and_operations_do_not() throws Exception {
        byte[] source = SampleImages.words(1, 50_000);
        byte[] target = SampleImages.edited(2, source);
        Path payload = Files.write(
                folder.resolve("payload"), MadeDelta.of(source, target).bytes());

        PayloadContents contents = new InspectPayload(index(payload), new FilePayloadSource(payload))
                .inspect(Optional.empty(), done -> {});

        assertThat(contents.bytes()).isEmpty();
        assertThat(contents.operations().instructions()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "bad-blob-bit, payload-blob-digest-mismatch",
        "bad-blob-truncated, payload-truncated",
        "bad-delta-blob-bit, payload-blob-digest-mismatch",
        "bad-delta-preamble, payload-malformed-preamble",
        "bad-delta-preamble-bit, payload-preamble-digest-mismatch",
        "bad-delta-preamble-truncated, payload-truncated",
        "bad-delta-script, payload-undecodable-blob"
    })
    void what_a_device_refuses_is_refused_for_the_same_reason(String file, String code) throws Exception {
        Path payload = GOLDEN.resolve(file + ".payload");
        InspectPayload inspection = new InspectPayload(index(payload), new FilePayloadSource(payload));

        assertThatThrownBy(() -> inspection.inspect(Optional.empty(), done -> {}))
                .isInstanceOfSatisfying(
                        PayloadRefusedException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }

    /** Every payload that is inspected here has all its bytes in the table. */
    private static PayloadContents inspect(Path payload, Path image) throws IOException, PayloadRefusedException {
        ImageLayout layout;
        try (Arena arena = Arena.ofConfined()) {
            layout = Readers.all().layoutOf(ImageBytes.map(image, arena));
        }
        PayloadContents contents = new InspectPayload(index(payload), new FilePayloadSource(payload))
                .inspect(Optional.of(layout), done -> {});
        assertThat(contents.bytes().orElseThrow().total()).isEqualTo(Files.size(payload));
        return contents;
    }

    private static PayloadIndex index(Path payload) throws IOException, PayloadRefusedException {
        FilePayloadSource bytes = new FilePayloadSource(payload);
        return IndexReader.read(bytes, IndexReader.unproven(bytes));
    }

    private Path delta(Path source, Path target) throws IOException {
        MadeDelta delta = MadeDelta.of(source, target, folder, DeltaSettings.withThreads(2));
        return Files.write(folder.resolve("payload"), delta.bytes());
    }

    private void write(String path, byte[] content) throws IOException {
        Files.write(folder.resolve("tree").resolve(path), content);
    }

    private void writePacked(String path, byte[] content) throws IOException {
        Path plain = Files.write(folder.resolve("plain"), content);
        DebianTools.run(folder, "zstd", "-q", "-f", "-19", plain.toString(), "-o", "tree/" + path);
    }

    private Path make(String tool) throws IOException {
        Path image = Files.createTempFile(folder, "made", ".image");
        List<String> words =
                new ArrayList<>(Arrays.asList(tool.formatted("tree", image).split(" ")));
        if (tool.startsWith("mksquashfs")) {
            words.addAll(List.of("-noappend", "-no-progress", "-all-root", "-no-xattrs", "-processors", "1"));
        } else if (tool.startsWith("mkfs.erofs")) {
            words.addAll(1, List.of("-T1700000000", "-U11111111-2222-3333-4444-555555555555"));
        }
        DebianTools.run(folder, words.removeFirst(), words.toArray(String[]::new));
        return image;
    }
}
