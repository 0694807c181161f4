package io.slipway.payload.script;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.XZIOException;

import io.slipway.payload.SampleImages;
import io.slipway.payload.index.TargetRange;
import io.slipway.payload.repack.CannotRepackException;
import io.slipway.payload.repack.Codec;
import io.slipway.payload.repack.Fingerprint;
import io.slipway.payload.repack.RepackRecipe;
import io.slipway.payload.script.Preamble.ProvenRecipe;

import static org.assertj.core.api.Assertions.assertThat;

/** Throws scripts and preambles at their decoders that are authentic and nonsense: they end, in little memory, with a declared reason or with a range. */
class ScriptFuzzTest {

    private static final int ROUNDS = Integer.getInteger("slipway.fuzz.rounds", 20_000) / 10;
    private static final byte[] SOURCE = SampleImages.structured(1, 20_000);
    private static final int[] STARTS = {0, 100, 110, 200, 220, 1000};
    private static final int[] INTERESTING = {0, 0, 1, 1, 2, 3, 5, 7, 50, 100, 127, 128, 1000, 4096, 1 << 20, 1 << 30};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void scripts_end_with_a_range_or_a_reason(long seed) throws Exception {
        Random random = new Random(seed);
        Preamble preamble =
                new Preamble(List.of(proven(new RepackRecipe.Lz4(0)), proven(stream())), source(), target());
        byte[] target = new byte[2000];
        int made = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] blob = mutate(script(random).blob(), random);
            SourceBytes image = ScriptFuzzTest::readSource;
            try (ScriptDecoder decoder = new ScriptDecoder(preamble, image, image, scratch())) {
                for (int number = 0; number < 2; number++) {
                    long offset = number == 0 ? STARTS[random.nextInt(STARTS.length)] : random.nextInt(10_000);
                    int length = 1 + random.nextInt(2000);
                    TargetRange range =
                            new TargetRange(number, offset, length, random.nextInt(3000), number == 0, 0, blob.length);
                    decoder.decode(range, blob, target);
                }
                made++;
            } catch (UndecodableScriptException | XZIOException | EOFException e) {
                assertThat(e.getMessage()).isNotBlank();
            } catch (RuntimeException e) {
                throw new AssertionError("round " + round + " of seed " + seed, e);
            }
        }
        assertThat(made).isLessThan(ROUNDS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void scripts_are_read_without_the_source_or_have_a_reason(long seed) throws Exception {
        Random random = new Random(seed);
        Preamble preamble = new Preamble(List.of(), source(), target());
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            HandmadeScript script = new HandmadeScript();
            int offset = STARTS[random.nextInt(STARTS.length)];
            int length = 1 + random.nextInt(2000);
            int unpacked = (int) (target().needed(offset + length) - target().needed(offset));
            int copied = random.nextInt(unpacked + 1);
            script.numbers(ScriptStream.LENGTHS, copied, unpacked - copied)
                    .seek(random.nextInt(30_000))
                    .numbers(ScriptStream.RUNS, copied)
                    .bytes(ScriptStream.NOVEL, new byte[unpacked - copied]);
            byte[] blob = mutate(script.blob(), random);
            try {
                new ScriptReader(preamble, ScriptListener.NONE)
                        .read(new TargetRange(0, offset, length, unpacked, true, 0, blob.length), blob);
                read++;
            } catch (UndecodableScriptException | XZIOException | EOFException e) {
                assertThat(e.getMessage()).isNotBlank();
            } catch (RuntimeException e) {
                throw new AssertionError("round " + round + " of seed " + seed, e);
            }
        }
        assertThat(read).isBetween(1, ROUNDS - 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void preambles_make_sense_or_have_a_reason(long seed) throws Exception {
        Random random = new Random(seed);
        byte[] encoded = new Preamble(
                        List.of(proven(new RepackRecipe.Zlib(6, 0)), proven(stream())), source(), target())
                .encode();
        int accepted = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] packed = HandmadeScript.packed(mutate(encoded, random));
            try {
                Preamble preamble =
                        Preamble.decode(random.nextInt(4) == 0 ? mutate(packed, random) : packed, 20_000, 10_000);
                readEverything(preamble);
                accepted++;
            } catch (UndecodableScriptException e) {
                assertThat(e.getMessage()).isNotBlank();
            } catch (RuntimeException e) {
                throw new AssertionError("round " + round + " of seed " + seed, e);
            }
        }
        assertThat(accepted).isBetween(1, ROUNDS - 1);
    }

    /** Whatever a preamble says of the source, it can be read, if in other words than it had. */
    private static void readEverything(Preamble preamble) throws IOException {
        byte[] buffer = new byte[1 << 12];
        SourceBytes image = ScriptFuzzTest::readSource;
        CopyableSpace space = new CopyableSpace(preamble);
        space.settle(preamble.target().imageLength());
        try (CopyableBytes bytes = new CopyableBytes(preamble, space, image, image, scratch())) {
            long length = preamble.source().unpackedLength();
            for (long at = 0; at < Math.min(length, 1 << 16); at += buffer.length) {
                bytes.read(at, buffer, 0, (int) Math.min(buffer.length, length - at));
            }
            bytes.read(length, buffer, 0, (int)
                    Math.min(buffer.length, preamble.target().unpackedLength()));
        }
    }

    /** Numbers that are right or nearly so in every stream. */
    private static HandmadeScript script(Random random) {
        HandmadeScript script = new HandmadeScript();
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            int copied = random.nextInt(400);
            int equal = random.nextInt(copied + 1);
            script.numbers(ScriptStream.LENGTHS, copied, random.nextInt(300)).seek(random.nextInt(30_000) - 2000);
            script.numbers(ScriptStream.RUNS, equal, random.nextInt(copied - equal + 1), number(random));
        }
        script.bytes(ScriptStream.DIFFERENCES, new byte[random.nextInt(500)]);
        return script.bytes(ScriptStream.NOVEL, SampleImages.random(random.nextLong(), random.nextInt(2000)));
    }

    private static long number(Random random) {
        return random.nextBoolean() ? random.nextInt(500) : INTERESTING[random.nextInt(INTERESTING.length)];
    }

    private static byte[] mutate(byte[] bytes, Random random) {
        byte[] mutated = bytes.clone();
        for (int i = random.nextInt(3); i > 0 && mutated.length > 0; i--) {
            mutated[random.nextInt(mutated.length)] = random.nextBoolean() ? (byte) random.nextInt() : 0;
        }
        return mutated;
    }

    private static Layers source() {
        Layer outer = new Layer(
                SOURCE.length,
                new long[] {0, 100, 5000, 5100},
                new int[] {100, 50, 100, 3000},
                new int[] {500, 20, Codec.MAX_UNPACKED + 1, 4000},
                new Codec[] {Codec.LZ4, Codec.ZLIB, Codec.ZSTD, Codec.ZSTD},
                new int[0]);
        Layer inner = new Layer(
                outer.unpackedLength(),
                new long[] {10, 1000},
                new int[] {300, 200},
                new int[] {700, 900},
                new Codec[] {Codec.LZ4, Codec.ZLIB},
                new int[0]);
        return new Layers(SOURCE.length, List.of(outer, inner));
    }

    private static Layers target() {
        Layer outer = new Layer(
                10_000,
                new long[] {100, 200, 1000},
                new int[] {30, 20, 50},
                new int[] {300, 40, 1000},
                new Codec[] {Codec.LZ4, Codec.LZ4, Codec.ZSTD},
                new int[] {0, 0, 1});
        Layer inner = new Layer(
                outer.unpackedLength(),
                new long[] {150, 1500},
                new int[] {100, 100},
                new int[] {500, 700},
                new Codec[] {Codec.LZ4, Codec.ZSTD},
                new int[] {0, 1});
        return new Layers(10_000, List.of(outer, inner));
    }

    private static RepackRecipe stream() {
        return new RepackRecipe.ZstdStream(1, 4, false, false, true, 0);
    }

    private static ProvenRecipe proven(RepackRecipe recipe) throws CannotRepackException {
        return new ProvenRecipe(recipe, Fingerprint.of(recipe));
    }

    private static boolean readSource(long position, byte[] buffer, int from, int length) {
        System.arraycopy(SOURCE, (int) position, buffer, from, length);
        return true;
    }

    private static Scratch scratch() {
        return new Scratch(Path.of(System.getProperty("java.io.tmpdir")));
    }
}
