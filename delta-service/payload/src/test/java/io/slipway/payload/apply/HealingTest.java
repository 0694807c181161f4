package io.slipway.payload.apply;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.slipway.payload.MadeDelta;
import io.slipway.payload.MadePayload;
import io.slipway.payload.SampleImages;
import io.slipway.payload.apply.DeltaApplierTest.Pair;
import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A source that someone wrote to: what it spoils is taken from the full payload, and nothing else. */
class HealingTest {

    @ParameterizedTest
    @EnumSource
    void random_damage_to_the_source_heals_and_is_reported(Pair pair) throws Exception {
        MadePayload full = MadePayload.of(pair.target());
        Random random = new Random(5);
        for (int round = 0; round < 25; round++) {
            Healed journal = new Healed();
            MemoryTarget target = new MemoryTarget(pair.target().length);

            apply(pair, Applying.from(damaged(pair, random), target, full), target, journal);

            assertThat(target.content()).isEqualTo(pair.target());
        }
    }

    @ParameterizedTest
    @EnumSource
    void random_damage_is_refused_where_there_is_no_full_payload(Pair pair) throws Exception {
        Random random = new Random(5);
        int refused = 0;
        for (int round = 0; round < 25; round++) {
            MemoryTarget target = new MemoryTarget(pair.target().length);
            try {
                apply(pair, Applying.from(damaged(pair, random), target), target, new Healed());
                assertThat(target.content()).isEqualTo(pair.target());
            } catch (PayloadRefusedException e) {
                assertThat(e.refusal()).isInstanceOf(Refusal.SourceModified.class);
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void another_source_of_the_same_length_heals_wholly(Pair pair) throws Exception {
        MadePayload full = MadePayload.of(pair.target());
        Healed journal = new Healed();
        MemoryTarget target = new MemoryTarget(pair.target().length);

        apply(pair, Applying.from(SampleImages.random(1, pair.source().length), target, full), target, journal);

        assertThat(target.content()).isEqualTo(pair.target());
        assertThat(journal.healed).isNotEmpty();
    }

    @Test
    void only_what_the_damage_spoils_is_healed() throws Exception {
        byte[] image = SampleImages.random(3, 40_000);
        MadeDelta same = MadeDelta.of(image, image);
        byte[] source = image.clone();
        source[5 * 4096 + 7]++;
        source[6 * 4096]++;
        Healed journal = new Healed();
        MemoryTarget target = new MemoryTarget(image.length);

        apply(same, Applying.from(source, target, MadePayload.of(image)), target, journal);

        assertThat(target.content()).isEqualTo(image);
        assertThat(journal.healed).containsExactly(5 * 4096L, 6 * 4096L);
    }

    @Test
    void the_full_payload_is_not_touched_while_nothing_is_to_be_healed() throws Exception {
        MadePayload full = MadePayload.of(Pair.PLAIN.target());
        PayloadSource untouched = offset -> {
            throw new AssertionError("nothing is to be healed");
        };
        FullPayload whole = new FullPayload(full.facts().index(), untouched);
        MemoryTarget target = new MemoryTarget(Pair.PLAIN.target().length);
        DeltaSource from =
                new DeltaSource(Applying.image(Pair.PLAIN.source()), target, Applying.scratch(), Optional.of(whole));

        apply(Pair.PLAIN, from, target, new Healed());

        assertThat(target.content()).isEqualTo(Pair.PLAIN.target());
    }

    @Test
    void the_full_payload_of_another_image_is_refused() {
        byte[] zeros = new byte[Pair.PLAIN.source().length];
        MadePayload other = MadePayload.of(Pair.PLAIN.source());
        MemoryTarget target = new MemoryTarget(Pair.PLAIN.target().length);

        PayloadRefusedException refused = catchThrowableOfType(
                PayloadRefusedException.class,
                () -> apply(Pair.PLAIN, Applying.from(zeros, target, other), target, new Healed()));

        assertThat(refused.refusal().code()).isEqualTo("payload-other-full");
    }

    @Test
    void a_full_payload_that_is_damaged_itself_is_refused_before_it_is_decoded() {
        MadePayload full = MadePayload.of(Pair.PLAIN.target());
        byte[] bytes = full.bytes().clone();
        for (int at = (int) full.facts().index().length(); at < bytes.length; at++) {
            bytes[at]++;
        }
        byte[] zeros = new byte[Pair.PLAIN.source().length];
        MemoryTarget target = new MemoryTarget(Pair.PLAIN.target().length);

        PayloadRefusedException refused = catchThrowableOfType(
                PayloadRefusedException.class,
                () -> apply(
                        Pair.PLAIN,
                        Applying.from(zeros, target, new MadePayload(bytes, full.facts())),
                        target,
                        new Healed()));

        assertThat(refused.refusal().code()).isEqualTo("payload-blob-digest-mismatch");
    }

    private static byte[] damaged(Pair pair, Random random) {
        byte[] source = pair.source().clone();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(source.length);
            int end = Math.min(source.length, at + 1 + random.nextInt(500));
            Arrays.fill(source, at, end, (byte) random.nextInt());
        }
        return source;
    }

    private static void apply(Pair pair, DeltaSource from, MemoryTarget target, ApplyListener journal)
            throws Exception {
        apply(pair.delta(), from, target, journal);
    }

    private static void apply(MadeDelta delta, DeltaSource from, MemoryTarget target, ApplyListener journal)
            throws Exception {
        PayloadIndex index = Applying.index(delta);
        PayloadSource payload = Applying.source(delta.bytes());
        new PayloadApplier(index, payload, Optional.of(from), target, 1 << 20, Throttle.NONE).apply(0, journal);
    }

    /** Keeps where ranges were healed. */
    private static final class Healed implements ApplyListener {

        private final List<Long> healed = new ArrayList<>();

        @Override
        public void written(long targetBytes, long payloadBytes) {
            // Only what is healed is of interest.
        }

        @Override
        public void healed(long offset, int length) {
            healed.add(offset);
        }

        @Override
        public void durable(int ranges) {
            // Nothing goes on from here.
        }
    }
}
