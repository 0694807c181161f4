package io.slipway.payload.index;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Every field, set to what it must not be. Offsets are written as numbers here, as a second implementation would read them in the specification. */
class PayloadIndexTest {

    private static final int FIRST = 144;
    private static final int SECOND = 240;

    static Stream<Arguments> damage() {
        return Stream.of(
                bad("payload-bad-magic", i -> i.put(0, (byte) 0x88)),
                bad("payload-unsupported-version", i -> i.putShort(8, (short) 1)),
                bad("payload-unsupported-version", i -> i.putShort(8, (short) 2)),
                bad("payload-malformed-index", i -> i.putShort(10, (short) 80)),
                bad("payload-malformed-index", i -> i.putShort(12, (short) 80)),
                bad("payload-malformed-index", i -> i.put(14, (byte) 2)),
                bad("payload-malformed-index", i -> i.put(15, (byte) 1)),
                bad("payload-malformed-index", i -> i.putInt(16, 3)),
                bad("payload-limit-exceeded", i -> i.putInt(16, (1 << 17) + 1)),
                bad("payload-limit-exceeded", i -> i.putInt(16, -1)),
                bad("payload-malformed-index", i -> i.putLong(24, 4096)),
                bad("payload-limit-exceeded", i -> i.putLong(24, (1L << 39) + 1)),
                bad("payload-limit-exceeded", i -> i.putLong(24, -1)),
                bad("payload-malformed-index", i -> i.putLong(32, 0)),
                bad("payload-malformed-index", i -> i.putLong(32, -1)),
                bad("payload-unsupported-operation", i -> i.put(FIRST, (byte) 2)),
                bad("payload-unsupported-operation", i -> i.put(FIRST, (byte) 255)),
                bad("payload-unsupported-operation", i -> i.put(FIRST, (byte) 0)),
                bad("payload-unsupported-operation", i -> i.put(FIRST + 1, (byte) 2)),
                bad("payload-malformed-index", i -> i.put(FIRST + 1, (byte) 0)),
                bad("payload-malformed-index", i -> i.putShort(FIRST + 2, (short) 1)),
                bad("payload-malformed-index", i -> i.putInt(FIRST + 4, 0)),
                bad("payload-limit-exceeded", i -> i.putInt(FIRST + 4, (1 << 22) + 1)),
                bad("payload-limit-exceeded", i -> i.putInt(FIRST + 4, -1)),
                bad("payload-malformed-index", i -> i.putInt(FIRST + 12, 0)),
                bad("payload-limit-exceeded", i -> i.putInt(FIRST + 12, (1 << 22) + (1 << 16) + 1)),
                bad("payload-limit-exceeded", i -> i.putInt(FIRST + 12, -1)),
                bad("payload-malformed-index", i -> i.putLong(FIRST + 16, 1)),
                bad("payload-malformed-index", i -> i.putLong(FIRST + 24, 1)),
                bad("payload-unsupported-operation", i -> i.put(SECOND + 1, (byte) 1)),
                bad("payload-malformed-index", i -> i.putInt(SECOND + 8, 1)),
                bad("payload-malformed-index", i -> i.putInt(SECOND + 12, 1)),
                bad("payload-malformed-index", i -> i.putLong(SECOND + 16, 0)),
                bad("payload-malformed-index", i -> i.putLong(SECOND + 24, 0)),
                bad("payload-malformed-index", i -> i.put(SECOND + 32, (byte) 1)));
    }

    static Stream<Arguments> damageOfFull() {
        return Stream.of(
                bad("payload-malformed-index", i -> i.put(14, (byte) 1)),
                bad("payload-malformed-index", i -> i.putInt(20, 1)),
                bad("payload-malformed-index", i -> i.putLong(72, 1)),
                bad("payload-malformed-index", i -> i.put(80, (byte) 1)),
                bad("payload-malformed-index", i -> i.put(143, (byte) 1)),
                bad("payload-malformed-index", i -> i.putInt(FIRST + 8, 4095)));
    }

    static Stream<Arguments> damageOfDelta() {
        return Stream.of(
                bad("payload-malformed-index", i -> i.put(14, (byte) 0)),
                bad("payload-malformed-index", i -> i.putInt(20, 0)),
                bad("payload-limit-exceeded", i -> i.putInt(20, (1 << 23) + 1)),
                bad("payload-limit-exceeded", i -> i.putInt(20, -1)),
                bad("payload-limit-exceeded", i -> i.putLong(72, (1L << 39) + 1)),
                bad("payload-limit-exceeded", i -> i.putLong(72, -1)),
                bad("payload-limit-exceeded", i -> i.putInt(FIRST + 8, (1 << 30) + 1)),
                bad("payload-limit-exceeded", i -> i.putInt(FIRST + 8, -1)));
    }

    private static Arguments bad(String code, Consumer<ByteBuffer> damage) {
        return arguments(code, damage);
    }

    @ParameterizedTest
    @MethodSource({"damage", "damageOfFull"})
    void refuses_every_field_of_a_full_payload_that_breaks_the_format(String code, Consumer<ByteBuffer> damage)
            throws Exception {
        assertRefused(full(), code, damage);
    }

    @ParameterizedTest
    @MethodSource({"damage", "damageOfDelta"})
    void refuses_every_field_of_a_delta_that_breaks_the_format(String code, Consumer<ByteBuffer> damage)
            throws Exception {
        assertRefused(delta(), code, damage);
    }

    private static void assertRefused(byte[] index, String code, Consumer<ByteBuffer> damage) {
        damage.accept(ByteBuffer.wrap(index));

        PayloadRefusedException refused =
                catchThrowableOfType(PayloadRefusedException.class, () -> authenticate(index));

        assertThat(refused.refusal().code()).isEqualTo(code);
    }

    @Test
    void the_fields_of_a_delta_are_read_where_the_specification_has_them() throws Exception {
        PayloadIndex index = authenticate(delta());

        assertThat(index.source()).contains(new SourceImage(77, Sha256.ofContent(new byte[77])));
        assertThat(index.preambleLength()).isEqualTo(9);
        assertThat(index.preambleSha256()).isEqualTo(Sha256.ofContent(new byte[9]));
        assertThat(index.targetLength()).isEqualTo(5000);
        assertThat(index.length()).isEqualTo(144 + 2 * 96);
        assertThat(index.payloadLength()).isEqualTo(144 + 2 * 96 + 9 + 100);
        assertThat(index.range(0)).isEqualTo(new TargetRange(0, 0, 4096, 4096, true, 144 + 2 * 96 + 9, 100));
        assertThat(index.range(1)).isEqualTo(new TargetRange(1, 4096, 904, 0, false, 144 + 2 * 96 + 9 + 100, 0));
    }

    @Test
    void a_reader_begins_where_the_group_of_the_wanted_range_does() throws Exception {
        PayloadIndex index = authenticate(groups("zG.z.zGzG"));

        assertThat(IntStream.rangeClosed(0, 9).map(index::groupOf)).containsExactly(0, 1, 1, 1, 1, 5, 6, 7, 8, 9);
    }

    @Test
    void each_byte_of_the_target_is_in_one_range() throws Exception {
        PayloadIndex index = authenticate(groups("zG.z.zGzG"));

        for (int offset = 0; offset < 90; offset++) {
            assertThat(index.rangeAt(offset)).isEqualTo(offset / 10);
        }
    }

    @Test
    void the_digest_is_compared_before_any_field_is_looked_at() throws Exception {
        byte[] index = full();
        IndexReference reference = new IndexReference(index.length, Sha256.ofContent(index));
        index[0] = 0;

        PayloadRefusedException refused =
                catchThrowableOfType(PayloadRefusedException.class, () -> PayloadIndex.authenticate(index, reference));

        assertThat(refused.refusal()).isInstanceOf(Refusal.IndexDigestMismatch.class);
    }

    @Test
    void later_changes_of_the_callers_array_do_not_reach_the_index() throws Exception {
        byte[] bytes = full();
        PayloadIndex index = authenticate(bytes);

        Arrays.fill(bytes, (byte) 0);

        assertThat(index.range(0).isZero()).isFalse();
    }

    @Test
    void the_largest_index_is_accepted() throws Exception {
        IndexEncoder encoder = new IndexEncoder();
        for (int i = 0; i < PayloadFormat.MAX_RANGES; i++) {
            encoder.addZero(PayloadFormat.MAX_RANGE_LENGTH, new byte[32]);
        }

        PayloadIndex index = authenticate(encoder.finishFull(new byte[32]));

        assertThat(index.length()).isEqualTo(PayloadFormat.MAX_INDEX_LENGTH);
        assertThat(index.targetLength()).isEqualTo(PayloadFormat.MAX_IMAGE_LENGTH);
        assertThatThrownBy(() -> encoder.addZero(1, new byte[32])).isInstanceOf(PayloadRefusedException.class);
    }

    @Test
    void a_range_outside_the_index_does_not_exist() throws Exception {
        PayloadIndex index = authenticate(full());

        assertThatThrownBy(() -> index.range(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> index.range(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static IndexEncoder twoRanges() throws PayloadRefusedException {
        IndexEncoder encoder = new IndexEncoder();
        encoder.addScript(true, 4096, 4096, 100, new byte[32], new byte[32]);
        encoder.addZero(904, new byte[32]);
        return encoder;
    }

    private static byte[] full() throws PayloadRefusedException {
        return twoRanges().finishFull(new byte[32]);
    }

    private static byte[] delta() throws PayloadRefusedException {
        SourceImage source = new SourceImage(77, Sha256.ofContent(new byte[77]));
        return twoRanges().finishDelta(new byte[32], source, new byte[9]);
    }

    /** @param ranges z for zeros, G for a range that begins a group, a dot for one that goes on with it */
    private static byte[] groups(String ranges) throws PayloadRefusedException {
        IndexEncoder encoder = new IndexEncoder();
        for (char range : ranges.toCharArray()) {
            if (range == 'z') {
                encoder.addZero(10, new byte[32]);
            } else {
                encoder.addScript(range == 'G', 10, 10, 5, new byte[32], new byte[32]);
            }
        }
        return encoder.finishFull(new byte[32]);
    }

    private static PayloadIndex authenticate(byte[] index) throws PayloadRefusedException {
        return PayloadIndex.authenticate(index, new IndexReference(index.length, Sha256.ofContent(index)));
    }
}
