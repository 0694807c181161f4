package io.slipway.payload.apply;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.payload.MadePayload;
import io.slipway.payload.SampleImages;
import io.slipway.payload.create.CreationSettings;
import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Refusal;
import io.slipway.payload.index.TargetRange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

class PayloadApplierTest {

    static Stream<byte[]> images() {
        List<byte[]> images = new ArrayList<>(
                List.of(new byte[0], new byte[1], new byte[4096], new byte[4097], new byte[50_000], new byte[] {1}));
        for (int seed = 0; seed < 25; seed++) {
            images.add(SampleImages.structured(seed, 1 + seed * 7919));
            images.add(SampleImages.random(seed, seed * 1021));
            images.add(SampleImages.structured(1000 + seed, seed * 4096));
        }
        return images.stream();
    }

    @ParameterizedTest
    @MethodSource("images")
    void what_is_applied_is_the_image_that_the_payload_was_made_of(byte[] image) throws Exception {
        MadePayload payload = MadePayload.of(image);
        MemoryTarget target = new MemoryTarget(image.length);

        Applying.everything(payload.bytes(), payload.facts().index(), target);

        assertThat(target.content()).isEqualTo(image);
    }

    @Test
    void ranges_of_the_default_size_work_too() throws Exception {
        byte[] image = SampleImages.structured(7, 5_300_001);
        MadePayload payload = MadePayload.of(image, CreationSettings.withThreads(2));
        MemoryTarget target = new MemoryTarget(image.length);

        Applying.everything(payload.bytes(), payload.facts().index(), target);

        assertThat(target.content()).isEqualTo(image);
    }

    @Test
    void leaves_the_bytes_behind_the_image_alone() throws Exception {
        byte[] image = SampleImages.structured(3, 10_000);
        MadePayload payload = MadePayload.of(image);
        MemoryTarget target = new MemoryTarget(12_000);

        Applying.everything(payload.bytes(), payload.facts().index(), target);

        assertThat(target.content()).startsWith(image);
        assertThat(Arrays.copyOfRange(target.content(), 10_000, 12_000)).containsOnly(MemoryTarget.OLD);
    }

    @Test
    void a_loss_of_power_after_any_range_costs_only_what_was_not_durable() throws Exception {
        byte[] image = SampleImages.structured(11, 100_000);
        MadePayload payload = MadePayload.of(image);
        PayloadIndex index = Applying.index(payload);
        for (int cut = 1; cut <= index.rangeCount(); cut++) {
            MemoryTarget target = new MemoryTarget(image.length);
            Journal journal = Journal.cutAfter(cut);
            PayloadApplier applier = new PayloadApplier(
                    index, Applying.source(payload.bytes()), target, 3 * MadePayload.RANGE_SIZE, Throttle.NONE);

            assertThatThrownBy(() -> applier.apply(0, journal)).isInstanceOf(Journal.PowerCut.class);
            target.losePower();
            applier.apply(journal.durableRanges(), Journal.endless());

            assertThat(journal.durableRanges()).isEqualTo((cut - 1) / 3 * 3);
            assertThat(target.content()).isEqualTo(image);
        }
    }

    @Test
    void a_broken_connection_at_any_byte_is_no_refusal_and_loses_no_complete_range() throws Exception {
        byte[] image = SampleImages.structured(5, 40_000);
        MadePayload payload = MadePayload.of(image);
        PayloadIndex index = Applying.index(payload);
        for (long cut = index.length(); cut < payload.bytes().length; cut++) {
            MemoryTarget target = new MemoryTarget(image.length);
            Journal journal = Journal.endless();
            PayloadSource breaking = breaksAt(payload.bytes(), cut);

            assertThatThrownBy(
                            () -> new PayloadApplier(index, breaking, target, 1 << 20, Throttle.NONE).apply(0, journal))
                    .isInstanceOf(IOException.class)
                    .hasMessage("connection reset");
            target.losePower();
            new PayloadApplier(index, Applying.source(payload.bytes()), target, 1 << 20, Throttle.NONE)
                    .apply(journal.durableRanges(), Journal.endless());

            assertThat(journal.durableRanges()).isEqualTo(completeRanges(index, cut));
            assertThat(target.content()).isEqualTo(image);
        }
    }

    @Test
    void opens_the_source_where_the_group_begins_and_not_at_all_where_only_zeros_are_missing() throws Exception {
        byte[] image = Arrays.copyOf(SampleImages.random(1, 5 * 4096), 8 * 4096);
        MadePayload payload = MadePayload.of(image);
        PayloadIndex index = Applying.index(payload);
        List<Long> opened = new ArrayList<>();
        PayloadSource source = offset -> {
            opened.add(offset);
            return Applying.source(payload.bytes()).open(offset);
        };
        PayloadApplier applier =
                new PayloadApplier(index, source, new MemoryTarget(image.length), 1 << 20, Throttle.NONE);

        applier.apply(1, Journal.endless());
        applier.apply(3, Journal.endless());
        applier.apply(4, Journal.endless());
        applier.apply(5, Journal.endless());
        applier.apply(8, Journal.endless());

        long second = index.range(MadePayload.GROUP).blobOffset();
        assertThat(opened).containsExactly((long) index.length(), second, second);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 4096, 8192, 10_000_000})
    void makes_durable_as_often_as_it_is_told_and_at_the_end(long forceEvery) throws Exception {
        byte[] image = SampleImages.structured(2, 8 * 4096);
        MadePayload payload = MadePayload.of(image);
        MemoryTarget target = new MemoryTarget(image.length);
        Journal journal = Journal.endless();

        new PayloadApplier(Applying.index(payload), Applying.source(payload.bytes()), target, forceEvery, Throttle.NONE)
                .apply(0, journal);

        assertThat(journal.durableRanges()).isEqualTo(8);
        assertThat((long) target.timesForced()).isEqualTo(Math.max(1, Math.min(8, image.length / forceEvery)));
        assertThat(journal.targetBytes()).isEqualTo(image.length);
        assertThat(journal.payloadBytes())
                .isEqualTo(payload.bytes().length - payload.facts().index().length());
    }

    @Test
    void a_throttle_sees_every_blob_before_it_is_read_and_may_stop() throws Exception {
        byte[] image = SampleImages.random(9, 3 * 4096);
        MadePayload payload = MadePayload.of(image);
        MemoryTarget target = new MemoryTarget(image.length);
        Journal journal = Journal.endless();
        AtomicInteger admitted = new AtomicInteger();
        Throttle stopping = bytes -> {
            assertThat(bytes).isGreaterThan(4096);
            if (admitted.incrementAndGet() > 2) {
                throw new InterruptedIOException("enough for tonight");
            }
        };

        assertThatThrownBy(() -> new PayloadApplier(
                                Applying.index(payload), Applying.source(payload.bytes()), target, 1 << 20, stopping)
                        .apply(0, journal))
                .isInstanceOf(InterruptedIOException.class);

        assertThat(journal.durableRanges()).isEqualTo(2);
    }

    @Test
    void refuses_a_target_that_is_too_small_before_it_writes() {
        byte[] image = SampleImages.random(9, 8193);
        MadePayload payload = MadePayload.of(image);
        MemoryTarget target = new MemoryTarget(8192);

        assertThatThrownBy(() ->
                        Applying.everything(payload.bytes(), payload.facts().index(), target))
                .asInstanceOf(type(PayloadRefusedException.class))
                .extracting(PayloadRefusedException::refusal)
                .isEqualTo(new Refusal.TargetTooSmall(8193, 8192));
        assertThat(target.content()).containsOnly(MemoryTarget.OLD);
    }

    /** How many ranges, counted from the first, have their blobs in so many bytes of the payload. */
    private static int completeRanges(PayloadIndex index, long bytes) {
        for (int number = 0; number < index.rangeCount(); number++) {
            TargetRange range = index.range(number);
            if (!range.isZero() && range.blobOffset() + range.blobLength() > bytes) {
                return number;
            }
        }
        return index.rangeCount();
    }

    private static PayloadSource breaksAt(byte[] payload, long cut) {
        return offset -> new InputStream() {
            private long at = offset;

            @Override
            public int read() throws IOException {
                if (at == cut) {
                    throw new IOException("connection reset");
                }
                return payload[(int) at++] & 0xff;
            }
        };
    }
}
