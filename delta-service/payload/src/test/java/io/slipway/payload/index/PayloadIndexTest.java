package io.slipway.payload.index;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.slipway.payload.index.Operation.Codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Every field, set to what it must not be. Offsets are written as numbers here, as a second implementation would read them in the specification. */
class PayloadIndexTest {

    private static final int FIRST = 80;
    private static final int SECOND = 160;

    static Stream<Arguments> damage() {
        return Stream.of(
                bad("payload-bad-magic", i -> i.put(0, (byte) 0x88)),
                bad("payload-unsupported-version", i -> i.putShort(8, (short) 0)),
                bad("payload-unsupported-version", i -> i.putShort(8, (short) 2)),
                bad("payload-malformed-index", i -> i.putShort(10, (short) 88)),
                bad("payload-malformed-index", i -> i.putShort(12, (short) 96)),
                bad("payload-malformed-index", i -> i.putShort(14, (short) 1)),
                bad("payload-malformed-index", i -> i.putInt(16, 0)),
                bad("payload-malformed-index", i -> i.putInt(16, 5000)),
                bad("payload-malformed-index", i -> i.putInt(16, 2048)),
                bad("payload-limit-exceeded", i -> i.putInt(16, 1 << 23)),
                bad("payload-limit-exceeded", i -> i.putInt(16, -1)),
                bad("payload-malformed-index", i -> i.putInt(20, 3)),
                bad("payload-limit-exceeded", i -> i.putInt(20, (1 << 17) + 1)),
                bad("payload-limit-exceeded", i -> i.putInt(20, -1)),
                bad("payload-malformed-index", i -> i.putLong(24, 4096)),
                bad("payload-limit-exceeded", i -> i.putLong(24, 1L << 60)),
                bad("payload-limit-exceeded", i -> i.putLong(24, -1)),
                bad("payload-malformed-index", i -> i.putLong(32, 0)),
                bad("payload-malformed-index", i -> i.putLong(32, -1)),
                bad("payload-malformed-index", i -> i.putLong(72, 1)),
                bad("payload-unsupported-operation", i -> i.put(FIRST, (byte) 2)),
                bad("payload-unsupported-operation", i -> i.put(FIRST, (byte) 3)),
                bad("payload-unsupported-operation", i -> i.put(FIRST, (byte) 4)),
                bad("payload-unsupported-operation", i -> i.put(FIRST, (byte) 255)),
                bad("payload-unsupported-operation", i -> i.put(FIRST + 1, (byte) 2)),
                bad("payload-unsupported-operation", i -> i.put(SECOND + 1, (byte) 1)),
                bad("payload-malformed-index", i -> i.putShort(FIRST + 2, (short) 1)),
                bad("payload-malformed-index", i -> i.putInt(FIRST + 4, 0)),
                bad("payload-malformed-index", i -> i.putInt(FIRST + 4, 4096)),
                bad("payload-malformed-index", i -> i.putInt(FIRST + 4, -1)),
                bad("payload-malformed-index", i -> i.putLong(FIRST + 8, 1)),
                bad("payload-malformed-index", i -> i.putLong(SECOND + 8, 0)),
                bad("payload-malformed-index", i -> i.putInt(SECOND + 4, 1)),
                bad("payload-malformed-index", i -> i.put(SECOND + 16, (byte) 1)),
                bad("payload-malformed-index", i -> i.put(FIRST + 1, (byte) 0)));
    }

    private static Arguments bad(String code, Consumer<ByteBuffer> damage) {
        return arguments(code, damage);
    }

    @ParameterizedTest
    @MethodSource("damage")
    void refuses_every_field_that_breaks_the_format(String code, Consumer<ByteBuffer> damage) throws Exception {
        byte[] index = twoRanges();
        damage.accept(ByteBuffer.wrap(index));

        PayloadRefusedException refused =
                catchThrowableOfType(PayloadRefusedException.class, () -> authenticate(index));

        assertThat(refused.refusal().code()).isEqualTo(code);
    }

    @Test
    void the_digest_is_compared_before_any_field_is_looked_at() throws Exception {
        byte[] index = twoRanges();
        IndexReference reference = new IndexReference(index.length, Sha256.ofContent(index));
        index[0] = 0;

        PayloadRefusedException refused =
                catchThrowableOfType(PayloadRefusedException.class, () -> PayloadIndex.authenticate(index, reference));

        assertThat(refused.refusal()).isInstanceOf(Refusal.IndexDigestMismatch.class);
    }

    @Test
    void later_changes_of_the_callers_array_do_not_reach_the_index() throws Exception {
        byte[] bytes = twoRanges();
        PayloadIndex index = authenticate(bytes);

        bytes[FIRST] = 0;

        assertThat(index.range(0).operation()).isInstanceOf(Operation.Data.class);
    }

    @Test
    void the_largest_index_is_accepted() throws Exception {
        IndexEncoder encoder = new IndexEncoder((long) PayloadFormat.MAX_RANGES * 4096, 4096);
        for (int i = 0; i < PayloadFormat.MAX_RANGES; i++) {
            encoder.addZero(new byte[32]);
        }

        PayloadIndex index = authenticate(encoder.finish(new byte[32]));

        assertThat(index.length()).isEqualTo(PayloadFormat.MAX_INDEX_LENGTH);
    }

    @Test
    void a_range_outside_the_index_does_not_exist() throws Exception {
        PayloadIndex index = authenticate(twoRanges());

        assertThatThrownBy(() -> index.range(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> index.range(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static byte[] twoRanges() throws PayloadRefusedException {
        IndexEncoder encoder = new IndexEncoder(5000, 4096);
        encoder.addData(Codec.ZSTD, 100, new byte[32], new byte[32]);
        encoder.addZero(new byte[32]);
        return encoder.finish(new byte[32]);
    }

    private static PayloadIndex authenticate(byte[] index) throws PayloadRefusedException {
        return PayloadIndex.authenticate(index, new IndexReference(index.length, Sha256.ofContent(index)));
    }
}
