package io.slipway.payload.apply;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.slipway.payload.MadeDelta;
import io.slipway.payload.PackedArchive;
import io.slipway.payload.SampleImages;
import io.slipway.payload.create.DeltaSettings;
import io.slipway.payload.index.IndexReference;
import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Refusal;
import io.slipway.payload.index.TargetRange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Deltas on a bad day: bits flip, connections break, power fails. */
class DeltaApplierTest {

    private static final DeltaSettings MANY_GROUPS = new DeltaSettings(4096, 100, 1);

    /** What deltas are made of. */
    enum Pair {
        PLAIN(SampleImages.structured(1, 50_000), SampleImages.edited(7, SampleImages.structured(1, 50_000))),
        PACKED(
                PackedArchive.of(SampleImages.words(1, 60_000), SampleImages.words(2, 20_000)),
                PackedArchive.of(SampleImages.words(2, 20_000), changed(SampleImages.words(1, 60_000)))),
        /** The packed stream is longer than a range. */
        STREAM(
                PackedArchive.ofStreams(SampleImages.words(1, 80_000), SampleImages.words(2, 20_000)),
                PackedArchive.ofStreams(
                        changed(SampleImages.words(2, 20_000)), changed(SampleImages.words(1, 80_000))));

        private final byte[] source;
        private final byte[] target;
        private final MadeDelta delta;

        Pair(byte[] source, byte[] target) {
            this.source = source;
            this.target = target;
            this.delta = MadeDelta.of(source, target, MANY_GROUPS);
        }

        byte[] source() {
            return source;
        }

        byte[] target() {
            return target;
        }

        MadeDelta delta() {
            return delta;
        }

        private static byte[] changed(byte[] words) {
            for (int i = 3; i < words.length; i += 5000) {
                words[i] ^= 1;
            }
            System.arraycopy(SampleImages.random(9, 700), 0, words, 10_000, 700);
            return words;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_delta_has_groups_that_have_ranges(Pair pair) {
        PayloadIndex index = Applying.index(pair.delta);

        long groups = IntStream.range(0, index.rangeCount())
                .filter(number -> index.range(number).startsGroup())
                .count();
        assertThat(groups).isBetween(2L, index.rangeCount() - 2L);
    }

    @Test
    void a_packed_stream_goes_on_in_ranges_that_unpack_to_nothing() {
        PayloadIndex index = Applying.index(Pair.STREAM.delta);

        assertThat(IntStream.range(0, index.rangeCount())
                        .mapToObj(index::range)
                        .filter(range -> !range.isZero() && range.unpackedLength() == 0))
                .hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @EnumSource
    void any_flipped_bit_is_refused_before_a_wrong_byte_is_written(Pair pair) {
        byte[] damaged = pair.delta.bytes().clone();
        Set<String> codes = new TreeSet<>();
        Random random = new Random(1);
        for (int at = 0; at < damaged.length; at += 1 + random.nextInt(25)) {
            int bit = 1 << random.nextInt(8);
            damaged[at] ^= (byte) bit;
            MemoryTarget target = new MemoryTarget(pair.target.length);

            codes.add(refusal(damaged, pair.delta.facts().index(), Applying.from(pair.source, target), target)
                    .code());

            damaged[at] ^= (byte) bit;
            assertNothingWrongWritten(pair, target);
        }
        assertThat(codes)
                .containsExactly(
                        "payload-blob-digest-mismatch",
                        "payload-index-digest-mismatch",
                        "payload-preamble-digest-mismatch");
    }

    @ParameterizedTest
    @EnumSource
    void a_delta_that_ends_early_is_refused_as_truncated(Pair pair) {
        Random random = new Random(2);
        for (int length = 0; length < pair.delta.bytes().length; length += 1 + random.nextInt(150)) {
            MemoryTarget target = new MemoryTarget(pair.target.length);
            byte[] cut = Arrays.copyOf(pair.delta.bytes(), length);

            Refusal refusal = refusal(cut, pair.delta.facts().index(), Applying.from(pair.source, target), target);

            assertThat(refusal).isInstanceOf(Refusal.Truncated.class);
            assertNothingWrongWritten(pair, target);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_loss_of_power_after_any_range_costs_only_what_was_not_durable(Pair pair) throws Exception {
        PayloadIndex index = Applying.index(pair.delta);
        for (int cut = 1; cut <= index.rangeCount(); cut++) {
            MemoryTarget target = new MemoryTarget(pair.target.length);
            Journal journal = Journal.cutAfter(cut);
            PayloadApplier applier = applier(pair, index, Applying.source(pair.delta.bytes()), target);

            assertThatThrownBy(() -> applier.apply(0, journal)).isInstanceOf(Journal.PowerCut.class);
            target.losePower();
            applier.apply(journal.durableRanges(), Journal.endless());

            assertThat(target.content()).isEqualTo(pair.target);
        }
    }

    @ParameterizedTest
    @EnumSource
    void goes_on_after_any_number_of_losses_of_power(Pair pair) throws Exception {
        PayloadIndex index = Applying.index(pair.delta);
        MemoryTarget target = new MemoryTarget(pair.target.length);
        PayloadApplier applier = applier(pair, index, Applying.source(pair.delta.bytes()), target);
        Random random = new Random(3);
        int durable = 0;
        while (durable < index.rangeCount()) {
            Journal journal = Journal.cutAfter(1 + random.nextInt(9));
            try {
                applier.apply(durable, journal);
            } catch (Journal.PowerCut e) {
                target.losePower();
            }
            durable = Math.max(durable, journal.durableRanges());
        }
        assertThat(target.content()).isEqualTo(pair.target);
    }

    @ParameterizedTest
    @EnumSource
    void a_broken_connection_at_any_byte_is_no_refusal_and_loses_no_complete_range(Pair pair) throws Exception {
        PayloadIndex index = Applying.index(pair.delta);
        Random random = new Random(4);
        for (long cut = index.length(); cut < pair.delta.bytes().length; cut += 1 + random.nextInt(120)) {
            MemoryTarget target = new MemoryTarget(pair.target.length);
            Journal journal = Journal.endless();
            PayloadSource breaking = breaksAt(pair.delta.bytes(), cut);

            assertThatThrownBy(() -> applier(pair, index, breaking, target).apply(0, journal))
                    .isInstanceOf(IOException.class)
                    .hasMessage("connection reset");
            target.losePower();
            applier(pair, index, Applying.source(pair.delta.bytes()), target)
                    .apply(journal.durableRanges(), Journal.endless());

            assertThat(journal.durableRanges()).isGreaterThanOrEqualTo(completeRanges(index, cut));
            assertThat(target.content()).isEqualTo(pair.target);
        }
    }

    @Test
    void a_delta_without_a_source_or_with_one_that_is_too_short_is_refused() {
        MadeDelta delta = Pair.PLAIN.delta;
        MemoryTarget target = new MemoryTarget(Pair.PLAIN.target.length);
        int length = Pair.PLAIN.source.length;
        byte[] shorter = Arrays.copyOf(Pair.PLAIN.source, length - 1);

        assertThat(refusal(delta.bytes(), delta.facts().index(), Applying.from(shorter, target), target))
                .isEqualTo(new Refusal.WrongSource(length, length - 1L));
        assertThatThrownBy(
                        () -> Applying.everything(delta.bytes(), delta.facts().index(), target))
                .isInstanceOfSatisfying(PayloadRefusedException.class, e -> assertThat(e.refusal())
                        .isEqualTo(new Refusal.WrongSource(length, 0)));
        assertThat(target.content()).containsOnly(MemoryTarget.OLD);
    }

    @Test
    void refuses_a_target_that_is_too_small_before_it_writes() {
        MadeDelta delta = Pair.PLAIN.delta;
        int length = Pair.PLAIN.target.length;
        MemoryTarget target = new MemoryTarget(length - 1);

        assertThat(refusal(delta.bytes(), delta.facts().index(), Applying.from(Pair.PLAIN.source, target), target))
                .isEqualTo(new Refusal.TargetTooSmall(length, length - 1L));
        assertThat(target.content()).containsOnly(MemoryTarget.OLD);
    }

    private static PayloadApplier applier(Pair pair, PayloadIndex index, PayloadSource payload, MemoryTarget target) {
        return new PayloadApplier(
                index, payload, Optional.of(Applying.from(pair.source, target)), target, 3 * 4096, Throttle.NONE);
    }

    private static Refusal refusal(byte[] payload, IndexReference reference, DeltaSource from, MemoryTarget target) {
        PayloadRefusedException refused = catchThrowableOfType(
                PayloadRefusedException.class,
                () -> Applying.everything(payload, reference, Optional.of(from), target, Journal.endless()));
        assertThat(refused).isNotNull();
        return refused.refusal();
    }

    private static void assertNothingWrongWritten(Pair pair, MemoryTarget target) {
        byte[] content = target.content();
        PayloadIndex index = Applying.index(pair.delta);
        for (int number = 0; number < index.rangeCount(); number++) {
            TargetRange range = index.range(number);
            int from = (int) range.offset();
            int end = (int) range.end();
            boolean untouched = content[from] == MemoryTarget.OLD && content[end - 1] == MemoryTarget.OLD;
            assertThat(untouched || Arrays.equals(content, from, end, pair.target, from, end))
                    .isTrue();
        }
    }

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
