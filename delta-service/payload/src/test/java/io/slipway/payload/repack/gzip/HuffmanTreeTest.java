package io.slipway.payload.repack.gzip;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HuffmanTreeTest {

    @Test
    void gives_rare_symbols_long_codes() {
        assertThat(HuffmanTree.lengths(new int[] {1, 2, 4, 8, 0}, 15)).containsExactly(3, 3, 2, 1, 0);
    }

    @Test
    void gives_two_symbols_a_code_even_if_they_do_not_occur() {
        assertThat(HuffmanTree.lengths(new int[4], 15)).containsExactly(1, 1, 0, 0);
        assertThat(HuffmanTree.lengths(new int[] {9, 0, 0, 0}, 15)).containsExactly(1, 1, 0, 0);
        assertThat(HuffmanTree.lengths(new int[] {0, 9, 0, 0}, 15)).containsExactly(0, 1, 1, 0);
        assertThat(HuffmanTree.lengths(new int[] {0, 0, 0, 9}, 15)).containsExactly(1, 0, 0, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 15})
    void uses_all_codes_and_none_that_is_too_long(int longest) {
        Random random = new Random(longest);
        for (int round = 0; round < 300; round++) {
            int[] counts = new int[3 + random.nextInt(longest == 7 ? 17 : 284)];
            double steepness = 1 + random.nextDouble();
            for (int i = 0; i < counts.length; i++) {
                counts[i] = (int) Math.min(1000, Math.pow(steepness, random.nextInt(30)) * random.nextInt(3));
            }

            byte[] lengths = HuffmanTree.lengths(counts, longest);

            int codes = 0;
            for (byte length : lengths) {
                assertThat(length).isBetween((byte) 0, (byte) longest);
                codes += length == 0 ? 0 : 1 << longest - length;
            }
            assertThat(codes).as(Arrays.toString(counts)).isEqualTo(1 << longest);
        }
    }
}
