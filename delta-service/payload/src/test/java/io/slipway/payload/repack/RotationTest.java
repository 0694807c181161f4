package io.slipway.payload.repack;

import java.util.Arrays;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RotationTest {

    private final byte[] block = {1, 2, 3, 4, 5, 0, 0, 6};

    @ParameterizedTest
    @CsvSource({"7, 6", "7, 1", "0, 5", "0, 8", "3, 8"})
    void what_is_packed_again_is_the_block_where_the_rest_is_zero(int skip, int length) throws Exception {
        Rotation rotation = new Rotation(skip);
        byte[] content = rotation.unpack(block, length);

        byte[] packed = rotation.pack(content, block.length);

        assertThat(content).hasSize(length);
        assertThat(rotation.unpack(packed, length)).isEqualTo(content);
        assertThat(Arrays.equals(packed, block)).isEqualTo(length == 8 || length == 6);
    }

    @ParameterizedTest
    @CsvSource({"8, 1", "0, 9"})
    void a_content_that_is_not_in_the_block_is_refused(int skip, int length) {
        assertThatThrownBy(() -> new Rotation(skip).unpack(block, length)).isInstanceOf(UndecodableException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Rotation.MAX_SKIP + 1})
    void a_rotation_has_a_place_in_a_block(int skip) {
        assertThatThrownBy(() -> new Rotation(skip)).isInstanceOf(IllegalArgumentException.class);
    }
}
