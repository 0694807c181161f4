package io.slipway.payload.create;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.payload.MadePayload;
import io.slipway.payload.SampleImages;
import io.slipway.payload.index.PayloadFormat;
import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Sha256;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

class CreatePayloadTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void the_number_of_threads_does_not_change_a_byte(int threads) {
        byte[] image = SampleImages.structured(42, 900_000);

        MadePayload alone = MadePayload.of(image, new CreationSettings(4096, 9, 1));
        MadePayload together = MadePayload.of(image, new CreationSettings(4096, 9, threads));

        assertThat(together.bytes()).isEqualTo(alone.bytes());
        assertThat(together.facts()).isEqualTo(alone.facts());
    }

    @Test
    void says_of_image_index_and_payload_what_they_are() {
        byte[] image = SampleImages.structured(1, 30_000);

        MadePayload payload = MadePayload.of(image);

        CreatedPayload facts = payload.facts();
        assertThat(facts.imageLength()).isEqualTo(image.length);
        assertThat(facts.imageSha256()).isEqualTo(Sha256.ofContent(image));
        assertThat(facts.payloadLength()).isEqualTo(payload.bytes().length);
        assertThat(facts.payloadSha256()).isEqualTo(Sha256.ofContent(payload.bytes()));
        assertThat(facts.index().length()).isEqualTo(144 + 8 * 96);
    }

    @Test
    void zeros_do_not_travel_and_a_group_begins_with_its_first_blob() throws Exception {
        byte[] image = new byte[5 * 4096];
        System.arraycopy(SampleImages.random(1, 4096), 0, image, 4096, 4096);
        Arrays.fill(image, 2 * 4096, 4 * 4096, (byte) 7);

        MadePayload payload = MadePayload.of(image);

        PayloadIndex index = PayloadIndex.authenticate(
                Arrays.copyOf(payload.bytes(), 144 + 5 * 96), payload.facts().index());
        assertThat(index.range(0).isZero()).isTrue();
        assertThat(index.range(1).startsGroup()).isTrue();
        assertThat(index.range(2).startsGroup()).isFalse();
        assertThat(index.range(2).blobLength()).isLessThan(100);
        assertThat(index.range(3).startsGroup()).isTrue();
        assertThat(index.range(4).isZero()).isTrue();
        assertThat(index.payloadLength()).isEqualTo(payload.bytes().length);
    }

    @Test
    void ranges_of_a_group_see_each_other() {
        byte[] twice = Arrays.copyOf(SampleImages.random(1, 8192), 16384);
        System.arraycopy(twice, 0, twice, 8192, 8192);

        MadePayload apart = MadePayload.of(twice, new CreationSettings(4096, 4096, 5, 1));
        MadePayload together = MadePayload.of(twice, new CreationSettings(4096, 16384, 5, 1));

        assertThat(together.bytes().length).isLessThan(apart.bytes().length - 8000);
    }

    @Test
    void tells_how_far_it_is() throws Exception {
        Path image = Files.write(directory.resolve("image"), SampleImages.structured(1, 10_000));
        List<Long> heard = new ArrayList<>();

        new CreatePayload(new CreationSettings(4096, 4096, 1, 2))
                .create(image, directory.resolve("payload"), heard::add);

        assertThat(heard).containsExactly(4096L, 8192L, 10_000L);
    }

    @Test
    void does_not_overwrite_a_file() throws Exception {
        Path image = Files.write(directory.resolve("image"), new byte[10]);
        Path payload = Files.write(directory.resolve("payload"), new byte[] {1});

        assertThatThrownBy(() -> new CreatePayload(CreationSettings.withThreads(1)).create(image, payload, done -> {}))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(payload).hasBinaryContent(new byte[] {1});
    }

    @Test
    void leaves_nothing_behind_when_it_is_interrupted() throws Exception {
        Path image = Files.write(directory.resolve("image"), SampleImages.random(1, 10_000));
        CreatePayload creation = new CreatePayload(new CreationSettings(4096, 4096, 1, 2));

        assertThatThrownBy(() -> creation.create(image, directory.resolve("payload"), done -> Thread.currentThread()
                        .interrupt()))
                .isInstanceOf(IOException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(directory.toFile().list()).containsExactly("image");
    }

    @Test
    void refuses_an_image_beyond_the_limit_before_it_reads() throws Exception {
        Path image = directory.resolve("image");
        try (FileChannel sparse = FileChannel.open(image, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            sparse.write(ByteBuffer.allocate(1), (long) PayloadFormat.MAX_RANGES * 4096);
        }

        assertThatThrownBy(() -> new CreatePayload(new CreationSettings(4096, 1, 1))
                        .create(image, directory.resolve("payload"), done -> {
                            throw new AssertionError("nothing is to be done");
                        }))
                .asInstanceOf(type(PayloadRefusedException.class))
                .extracting(e -> e.refusal().code())
                .isEqualTo("payload-limit-exceeded");
        assertThat(directory.toFile().list()).containsExactly("image");
    }
}
