package io.slipway.payload.index;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Throws mutated indexes, whose digest is right, at the parser: it refuses with a declared reason or what it accepts makes sense. */
class IndexFuzzTest {

    private static final int ROUNDS = Integer.getInteger("slipway.fuzz.rounds", 20_000);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void only_declared_refusals_pass(long seed) throws Exception {
        Random random = new Random(seed);
        int accepted = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] mutated = mutate(valid(random), random);
            try {
                checkSense(PayloadIndex.authenticate(
                        mutated, new IndexReference(mutated.length, Sha256.ofContent(mutated))));
                accepted++;
            } catch (PayloadRefusedException e) {
                assertThat(e.refusal().code()).startsWith("payload-");
                assertThat(e.refusal().detail()).isNotBlank();
            }
        }
        assertThat(accepted).isBetween(1, ROUNDS - 1);
    }

    private static byte[] valid(Random random) throws PayloadRefusedException {
        IndexEncoder encoder = new IndexEncoder();
        byte[] digest = new byte[Sha256.LENGTH];
        boolean delta = random.nextBoolean();
        boolean begun = false;
        for (int i = random.nextInt(6); i > 0; i--) {
            random.nextBytes(digest);
            int length = 1 + random.nextInt(PayloadFormat.MAX_RANGE_LENGTH);
            if (random.nextInt(3) == 0) {
                encoder.addZero(length, digest);
            } else {
                int unpacked = delta ? random.nextInt(PayloadFormat.MAX_STREAM_LENGTH) : length;
                int blob = 1 + random.nextInt(PayloadFormat.MAX_BLOB_LENGTH);
                encoder.addScript(!begun || random.nextBoolean(), length, unpacked, blob, digest, digest);
                begun = true;
            }
        }
        return delta
                ? encoder.finishDelta(digest, new SourceImage(random.nextInt(1000), Sha256.of(digest)), new byte[5])
                : encoder.finishFull(digest);
    }

    private static byte[] mutate(byte[] index, Random random) {
        byte[] mutated = index.clone();
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(mutated.length);
            mutated[at] = switch (random.nextInt(4)) {
                case 0 -> (byte) (mutated[at] ^ 1 << random.nextInt(8));
                case 1 -> (byte) random.nextInt();
                case 2 -> 0;
                default -> -1;
            };
        }
        if (random.nextInt(10) == 0) {
            return Arrays.copyOf(mutated, random.nextInt(2 * mutated.length));
        }
        return mutated;
    }

    private static void checkSense(PayloadIndex index) {
        long target = 0;
        long payload = (long) index.length() + index.preambleLength();
        for (int i = 0; i < index.rangeCount(); i++) {
            TargetRange range = index.range(i);
            assertThat(range.offset()).isEqualTo(target);
            assertThat(range.length()).isBetween(1, PayloadFormat.MAX_RANGE_LENGTH);
            assertThat(range.unpackedLength()).isBetween(0, PayloadFormat.MAX_STREAM_LENGTH);
            assertThat(range.blobOffset()).isEqualTo(payload);
            assertThat(index.rangeAt(range.offset())).isEqualTo(i);
            assertThat(index.groupOf(i)).isBetween(0, i);
            payload += range.blobLength();
            target += range.length();
        }
        assertThat(target).isEqualTo(index.targetLength());
        assertThat(payload).isEqualTo(index.payloadLength());
        assertThat(index.source().isPresent()).isEqualTo(index.preambleLength() > 0);
    }
}
