package io.slipway.payload.script;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.slipway.payload.repack.Codec;
import io.slipway.payload.repack.Unpacker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * An image of 100 bytes. Its blocks at 10 to 20 and 20 to 30 unpack to 50 bytes each, which are 10 to 110 of 180. What is packed there from 30 to 70 lies in
 * both blocks, and unpacks to 1000 bytes.
 */
class LayersTest {

    private final Layer blocks = layer(100, new long[] {10, 20}, new int[] {10, 10}, new int[] {50, 50});
    private final Layer members = layer(180, new long[] {30}, new int[] {40}, new int[] {1000});
    private final Layers layers = new Layers(100, List.of(blocks, members));

    @Test
    void each_layer_begins_with_what_the_one_before_unpacks_to() {
        assertThat(layers.unpackedLength()).isEqualTo(1140);
        assertThatThrownBy(() -> new Layers(100, List.of(members)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a layer of 180 bytes follows one of 100");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "10, 10, 10",
        "11, 10, 1030",
        "20, 30, 1030",
        "21, 30, 1070",
        "30, 1070, 1070",
        "31, 1071, 1071",
        "100, 1140, 1140"
    })
    void what_is_settled_ends_before_and_what_is_needed_behind_the_pieces_under_way(
            long offset, long settled, long needed) {
        assertThat(layers.settled(offset)).isEqualTo(settled);
        assertThat(layers.needed(offset)).isEqualTo(needed);
        assertThat(layers.isInside(offset)).isEqualTo(settled != needed);
    }

    @ParameterizedTest
    @CsvSource({"9, 9", "10, 10", "15, 10", "20, 10", "29, 10", "30, 30", "77, 77"})
    void a_boundary_is_inside_of_no_piece_of_any_layer(long offset, long boundary) {
        assertThat(layers.boundaryBefore(offset)).isEqualTo(boundary);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "10, 10", "29, 10", "30, 10", "600, 10", "1029, 10", "1030, 20", "1069, 20", "1070, 30"})
    void a_byte_is_found_in_the_outermost_piece_around_it(long place, long offset) {
        assertThat(layers.offsetOf(place)).isEqualTo(offset);
    }

    @Test
    void plain_is_what_no_layer_has_packed() {
        assertThat(layers.isPlain(0, 10)).isTrue();
        assertThat(layers.isPlain(30, 100)).isTrue();
        assertThat(layers.isPlain(0, 11)).isFalse();
        assertThat(layers.isPlain(0, 100)).isFalse();
        assertThat(new Layers(5, List.of()).isPlain(0, 5)).isTrue();
    }

    private static Layer layer(long packedLength, long[] offsets, int[] lengths, int[] unpackedLengths) {
        Unpacker[] unpackers = new Unpacker[offsets.length];
        Arrays.fill(unpackers, Codec.ZLIB);
        return new Layer(packedLength, offsets, lengths, unpackedLengths, unpackers, new int[offsets.length]);
    }
}
