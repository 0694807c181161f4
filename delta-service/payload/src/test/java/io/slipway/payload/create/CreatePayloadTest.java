package io.slipway.payload.create;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.payload.MadePayload;
import io.slipway.payload.SampleImages;
import io.slipway.payload.index.Operation;
import io.slipway.payload.index.Operation.Codec;
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
        assertThat(facts.index().length()).isEqualTo(80 + 8 * 80);
    }

    @Test
    void zeros_do_not_travel_and_what_does_not_shrink_travels_as_it_is() throws Exception {
        byte[] image = new byte[3 * 4096];
        System.arraycopy(SampleImages.random(1, 4096), 0, image, 4096, 4096);
        Arrays.fill(image, 2 * 4096, 3 * 4096, (byte) 7);

        MadePayload payload = MadePayload.of(image);

        PayloadIndex index = PayloadIndex.authenticate(
                Arrays.copyOf(payload.bytes(), 80 + 3 * 80), payload.facts().index());
        assertThat(index.range(0).operation()).isEqualTo(new Operation.Zero());
        assertThat(index.range(1).operation()).isEqualTo(new Operation.Data(Codec.RAW, 320, 4096));
        assertThat(index.range(2).operation())
                .isEqualTo(new Operation.Data(Codec.ZSTD, 320 + 4096, payload.bytes().length - 320 - 4096));
        assertThat(index.payloadLength()).isEqualTo(payload.bytes().length);
    }

    @Test
    void tells_how_far_it_is() throws Exception {
        Path image = Files.write(directory.resolve("image"), SampleImages.structured(1, 10_000));
        List<Long> heard = new ArrayList<>();

        new CreatePayload(new CreationSettings(4096, 1, 2)).create(image, directory.resolve("payload"), heard::add);

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
    void leaves_nothing_behind_when_the_image_becomes_shorter() throws Exception {
        Path payload = directory.resolve("payload");
        Path file = Files.write(directory.resolve("image"), SampleImages.random(1, 10_000));
        try (SeekableByteChannel image = new Overstated(FileChannel.open(file), 20_000)) {
            assertThatThrownBy(() ->
                            new CreatePayload(new CreationSettings(4096, 1, 2)).create(image, payload, done -> {}))
                    .isInstanceOf(EOFException.class);
        }
        assertThat(payload).doesNotExist();
    }

    @Test
    void refuses_an_image_beyond_the_limit_before_it_reads() throws Exception {
        Path payload = directory.resolve("payload");
        Path file = Files.createFile(directory.resolve("image"));
        try (SeekableByteChannel image = new Overstated(FileChannel.open(file), (1L << 37) + 1)) {
            assertThatThrownBy(
                            () -> new CreatePayload(CreationSettings.withThreads(1)).create(image, payload, done -> {}))
                    .asInstanceOf(type(PayloadRefusedException.class))
                    .extracting(e -> e.refusal().code())
                    .isEqualTo("payload-limit-exceeded");
        }
        assertThat(payload).doesNotExist();
    }

    /** A channel that says it is longer than it is. */
    private record Overstated(SeekableByteChannel inner, long size) implements SeekableByteChannel {

        @Override
        public int read(ByteBuffer buffer) throws IOException {
            return inner.read(buffer);
        }

        @Override
        public int write(ByteBuffer buffer) throws IOException {
            return inner.write(buffer);
        }

        @Override
        public long position() throws IOException {
            return inner.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            inner.position(position);
            return this;
        }

        @Override
        public SeekableByteChannel truncate(long length) throws IOException {
            inner.truncate(length);
            return this;
        }

        @Override
        public boolean isOpen() {
            return inner.isOpen();
        }

        @Override
        public void close() throws IOException {
            inner.close();
        }
    }
}
