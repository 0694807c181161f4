package io.slipway.payload.script;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.slipway.payload.repack.Codec;
import io.slipway.payload.repack.RepackRecipe;
import io.slipway.payload.repack.Rotation;
import io.slipway.payload.repack.Unpacker;
import io.slipway.payload.script.Preamble.ProvenRecipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The source has 1000 bytes, the target 500. */
class PreambleTest {

    private static final int LARGE = Codec.MAX_UNPACKED + 1;

    @Test
    void what_was_encoded_is_decoded() throws Exception {
        ProvenRecipe recipe = new ProvenRecipe(new RepackRecipe.Zlib(9, 1), new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        Layer outer = new Layer(
                1000,
                new long[] {10, 300, 400},
                new int[] {290, 5, 600},
                new int[] {1, LARGE, 9},
                new Unpacker[] {Codec.XZ, Codec.ZSTD, new Rotation(5)},
                new int[0]);
        Layer inner = new Layer(
                outer.unpackedLength(),
                new long[] {20},
                new int[] {100},
                new int[] {200},
                new Codec[] {Codec.LZ4},
                new int[0]);
        Layer target =
                new Layer(500, new long[] {7}, new int[] {3}, new int[] {30}, new Codec[] {Codec.ZLIB}, new int[] {0});
        Preamble preamble = new Preamble(
                List.of(recipe), new Layers(1000, List.of(outer, inner)), new Layers(500, List.of(target)));

        Preamble decoded = Preamble.decode(HandmadeScript.packed(preamble.encode()), 1000, 500);

        assertThat(decoded).usingRecursiveComparison().isEqualTo(preamble);
        assertThat(decoded.source().unpackedLength()).isEqualTo(1000 - 290 - 5 - 600 + 1 + LARGE + 9 + 100);
        assertThat(decoded.source().list().getFirst().place(2)).isEqualTo(10 + 1 + LARGE + 95);
    }

    static Stream<Arguments> contradictions() {
        return Stream.of(
                arguments("a number is 8192, at most 8191 was possible", numbers(8192)),
                arguments("a number is 5, at most 4 was possible", numbers(0, 5)),
                arguments("a number is 524289, at most 524288 was possible", numbers(0, 1, (1 << 19) + 1)),
                arguments("a number is 1001, at most 1000 was possible", numbers(0, 1, 1, 1001, 1, 1, 0, 0)),
                arguments("piece 0 begins behind the end", numbers(0, 1, 1, 1000, 1, 1, 0, 0)),
                arguments("piece 1 begins behind the end", numbers(0, 1, 2, 500, 400, 100, 100, 1, 1, 0, 0, 0)),
                arguments("a number is 501, at most 500 was possible", numbers(0, 1, 1, 500, 501, 1, 0, 0)),
                arguments("piece 0 is empty", numbers(0, 1, 1, 0, 0, 1, 0, 0)),
                arguments("piece 0 is empty", numbers(0, 1, 1, 0, 1, 0, 0, 0)),
                arguments(
                        "piece 0 unpacks to too much for its kind",
                        numbers(0, 1, 1, 0, 100, LARGE, Codec.LZ4.ordinal(), 0)),
                arguments("a number is 65543, at most 65542 was possible", numbers(0, 1, 1, 0, 1, 1, 65_543, 0)),
                arguments("a number is 0, at most -1 was possible", numbers(0, 0, 1, 1, 0, 1, 1, 0)),
                arguments("an unknown recipe 9", numbers(1, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
                arguments("bytes behind the last piece", numbers(0, 0, 0, 0)),
                arguments("a number ends early", numbers(0, 0)));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void says_where_a_preamble_contradicts_the_format(String reason, byte[] encoded) {
        assertThatThrownBy(() -> Preamble.decode(HandmadeScript.packed(encoded), 1000, 500))
                .isInstanceOf(UndecodableScriptException.class)
                .hasMessage(reason);
    }

    @Test
    void refuses_what_is_no_lzma2_or_goes_on_behind_it() throws Exception {
        byte[] packed = HandmadeScript.packed(numbers(0, 0, 0));

        assertThatThrownBy(() -> Preamble.decode(Arrays.copyOf(packed, packed.length + 1), 1000, 500))
                .isInstanceOf(UndecodableScriptException.class)
                .hasMessage("bytes behind the last piece");
        assertThatThrownBy(() -> Preamble.decode(Arrays.copyOf(packed, packed.length - 1), 1000, 500))
                .isInstanceOf(UndecodableScriptException.class);
        assertThatThrownBy(() -> Preamble.decode(new byte[] {0x55}, 1000, 500))
                .isInstanceOf(UndecodableScriptException.class);
    }

    private static byte[] numbers(long... numbers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (long number : numbers) {
            try {
                Varint.write(bytes, number);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return bytes.toByteArray();
    }
}
