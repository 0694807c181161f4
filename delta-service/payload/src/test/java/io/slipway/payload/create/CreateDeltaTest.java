package io.slipway.payload.create;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.payload.MadeDelta;
import io.slipway.payload.PackedArchive;
import io.slipway.payload.SampleImages;
import io.slipway.payload.apply.Applying;
import io.slipway.payload.index.Sha256;
import io.slipway.payload.index.SourceImage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class CreateDeltaTest {

    @TempDir
    Path directory;

    static Stream<Arguments> pairs() {
        byte[] image = SampleImages.structured(77, 50_000);
        byte[] twice = Arrays.copyOf(image, 2 * image.length);
        System.arraycopy(image, 0, twice, image.length, image.length);
        return Stream.of(
                arguments("nothing to nothing", new byte[0], new byte[0]),
                arguments("nothing to something", new byte[0], image),
                arguments("something to nothing", image, new byte[0]),
                arguments("one byte to another", new byte[] {1}, new byte[] {2}),
                arguments("shorter than a seed", new byte[] {1, 2, 3}, new byte[] {0, 1, 2, 3}),
                arguments("the same", image, image),
                arguments("a beginning", image, Arrays.copyOf(image, 20_001)),
                arguments("an end", image, Arrays.copyOfRange(image, 20_001, image.length)),
                arguments("a longer one", image, Arrays.copyOf(image, 90_000)),
                arguments("twice", image, twice),
                arguments("half", twice, image),
                arguments("zeros", image, new byte[50_000]),
                arguments("from zeros", new byte[50_000], image),
                arguments("nothing in common", SampleImages.random(1, 20_000), SampleImages.random(2, 20_000)),
                arguments("archives", archive(0), archive(1)),
                arguments("archive to bytes", archive(0), image),
                arguments("bytes to archive", image, archive(1)));
    }

    private static byte[] archive(int seed) {
        return PackedArchive.of(
                SampleImages.words(seed, 70_000), SampleImages.words(5, 70_000), SampleImages.words(6 + seed, 300));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void what_is_applied_is_the_target(String name, byte[] source, byte[] target) throws Exception {
        MadeDelta delta = MadeDelta.of(source, target);

        assertThat(Applying.apply(delta, source)).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
    void what_is_applied_is_the_target_after_any_edits(int seed) throws Exception {
        byte[] source = SampleImages.structured(seed, 1 + seed * 7919);
        byte[] target = SampleImages.edited(seed, source);

        MadeDelta delta = MadeDelta.of(source, target);

        assertThat(Applying.apply(delta, source)).isEqualTo(target);
    }

    @Test
    void a_source_with_bytes_behind_the_image_is_as_good() throws Exception {
        byte[] source = SampleImages.structured(4, 30_000);
        byte[] target = SampleImages.edited(5, source);

        MadeDelta delta = MadeDelta.of(source, target);

        assertThat(Applying.apply(delta, Arrays.copyOf(source, 40_000))).isEqualTo(target);
    }

    @Test
    void copies_cost_next_to_nothing() {
        byte[] source = SampleImages.random(8, 400_000);
        byte[] target = Arrays.copyOfRange(source, 100_003, 390_000);

        MadeDelta delta = MadeDelta.of(source, target, DeltaSettings.withThreads(1));

        assertThat(delta.bytes().length).isLessThan(500);
    }

    /** Nothing compresses what is packed already: only unpacked can it resemble its predecessor. */
    @Test
    void a_packed_piece_with_few_changes_costs_few_bytes() {
        byte[] words = SampleImages.words(1, 60_000);
        byte[] source = PackedArchive.of(words);
        for (int i = 0; i < words.length; i += 2000) {
            words[i] ^= 1;
        }
        byte[] target = PackedArchive.of(words);

        MadeDelta delta = MadeDelta.of(source, target, DeltaSettings.withThreads(1));

        assertThat(delta.bytes().length).isLessThan(target.length / 50);
    }

    /** As modules are in the root filesystem and in the initial ramdisk. */
    @Test
    void what_a_target_has_twice_travels_once() throws Exception {
        byte[] module = SampleImages.random(3, 20_000);
        byte[] source = PackedArchive.ofStreams(SampleImages.words(1, 60_000));
        byte[] target = PackedArchive.ofStreams(
                joined(SampleImages.words(1, 30_000), module), joined(module, SampleImages.words(2, 300)));

        MadeDelta delta = MadeDelta.of(source, target, new DeltaSettings(4096, 4096, 1));

        assertThat(Applying.apply(delta, source)).isEqualTo(target);
        assertThat(delta.bytes().length).isBetween(20_000, 25_000);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] joined = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, joined, one.length, other.length);
        return joined;
    }

    /** The script of a stream has one blob, which has an end: an initrd that is new altogether would not fit. */
    @Test
    void a_stream_whose_script_does_not_fit_into_a_blob_travels_packed() throws Exception {
        byte[] source = PackedArchive.ofStreams(SampleImages.words(1, 60_000));
        byte[] target = PackedArchive.ofStreams(
                SampleImages.words(1, 60_000), SampleImages.random(2, 9_000_000), SampleImages.words(1, 59_000));

        MadeDelta delta = MadeDelta.of(source, target, DeltaSettings.withThreads(1));

        assertThat(Applying.apply(delta, source)).isEqualTo(target);
        assertThat(delta.bytes().length).isBetween(9_000_000, 9_050_000);
    }

    @Test
    void says_of_source_target_and_payload_what_they_are() throws Exception {
        Path source = Files.write(directory.resolve("source"), SampleImages.structured(1, 9000));
        Path target = Files.write(directory.resolve("target"), SampleImages.structured(2, 7000));
        Path payload = directory.resolve("payload");
        List<Long> heard = new ArrayList<>();

        CreatedDelta delta = new CreateDelta(MadeDelta.SMALL).create(source, target, payload, directory, heard::add);

        assertThat(delta.source()).isEqualTo(new SourceImage(9000, Sha256.ofContent(Files.readAllBytes(source))));
        assertThat(delta.payload().imageLength()).isEqualTo(7000);
        assertThat(delta.payload().imageSha256()).isEqualTo(Sha256.ofContent(Files.readAllBytes(target)));
        assertThat(delta.payload().payloadLength()).isEqualTo(Files.size(payload));
        assertThat(delta.payload().payloadSha256()).isEqualTo(Sha256.ofContent(Files.readAllBytes(payload)));
        assertThat(heard).isSorted().last().isEqualTo(7000L);
    }

    @Test
    void the_number_of_threads_does_not_change_a_byte() {
        byte[] source = SampleImages.structured(3, 17 << 20);
        byte[] target = Arrays.copyOf(SampleImages.structured(4, 200_000), source.length + 200_000);
        System.arraycopy(source, 0, target, 200_000, source.length);

        MadeDelta alone = MadeDelta.of(source, target, DeltaSettings.withThreads(1));
        MadeDelta together = MadeDelta.of(source, target, DeltaSettings.withThreads(3));

        assertThat(together.bytes()).isEqualTo(alone.bytes());
    }

    @Test
    void does_not_overwrite_a_file() throws Exception {
        Path image = Files.write(directory.resolve("image"), new byte[10]);
        Path payload = Files.write(directory.resolve("payload"), new byte[] {1});

        assertThatThrownBy(() -> new CreateDelta(MadeDelta.SMALL).create(image, image, payload, directory, done -> {}))
                .isInstanceOf(FileAlreadyExistsException.class);

        assertThat(payload).hasBinaryContent(new byte[] {1});
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("image", "payload");
    }

    @Test
    void leaves_nothing_behind_when_it_is_interrupted() throws Exception {
        Path image = Files.write(directory.resolve("image"), SampleImages.random(1, 100_000));

        assertThatThrownBy(() -> new CreateDelta(MadeDelta.SMALL)
                        .create(image, image, directory.resolve("payload"), directory, done -> Thread.currentThread()
                                .interrupt()))
                .isInstanceOf(IOException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(directory.toFile().list()).containsExactly("image");
    }
}
