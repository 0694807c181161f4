package io.slipway.payload.index;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.payload.index.Operation.Codec;

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
        int rangeSize = PayloadFormat.MIN_RANGE_SIZE << random.nextInt(11);
        int ranges = random.nextInt(6);
        long length = (long) ranges * rangeSize - (ranges == 0 ? 0 : random.nextInt(rangeSize));
        IndexEncoder encoder = new IndexEncoder(length, rangeSize);
        byte[] digest = new byte[Sha256.LENGTH];
        for (int i = 0; i < ranges; i++) {
            random.nextBytes(digest);
            int rangeLength = (int) Math.min(rangeSize, length - (long) i * rangeSize);
            if (rangeLength > 1 && random.nextBoolean()) {
                encoder.addData(Codec.ZSTD, 1 + random.nextInt(rangeLength - 1), digest, digest);
            } else if (random.nextBoolean()) {
                encoder.addData(Codec.RAW, rangeLength, digest, digest);
            } else {
                encoder.addZero(digest);
            }
        }
        return encoder.finish(digest);
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
        long payload = index.length();
        for (int i = 0; i < index.rangeCount(); i++) {
            TargetRange range = index.range(i);
            assertThat(range.offset()).isEqualTo(target);
            assertThat(range.length()).isBetween(1, PayloadFormat.MAX_RANGE_SIZE);
            assertThat(index.blobsFrom(i)).isEqualTo(payload);
            if (range.operation() instanceof Operation.Data data) {
                assertThat(data.blobLength()).isBetween(1, range.length());
                payload += data.blobLength();
            }
            target += range.length();
        }
        assertThat(target).isEqualTo(index.targetLength());
        assertThat(payload).isEqualTo(index.payloadLength());
    }
}
