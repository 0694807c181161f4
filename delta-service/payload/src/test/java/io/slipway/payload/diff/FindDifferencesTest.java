package io.slipway.payload.diff;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FindDifferencesTest {

    private static final int LENGTH = 200_000;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    private final byte[] source = noise(LENGTH);

    @Test
    void the_same_image_resembles_itself_in_one_piece() {
        Told told = differences(source, source);

        assertThat(told.calls).isEqualTo("resembling 0 0 200000\n");
    }

    @Test
    void what_was_inserted_is_novel_and_nothing_else() {
        byte[] target = joined(slice(0, 70_000), noise(1_000), slice(70_000, LENGTH));

        Told told = differences(source, target);

        assertThat(told.novel).isBetween(980L, 1_000L);
        assertThat(told.differing).isLessThan(30);
    }

    @Test
    void what_was_moved_is_found_where_it_was() {
        byte[] target = joined(slice(100_000, LENGTH), slice(0, 100_000));

        Told told = differences(source, target);

        assertThat(told.novel).isZero();
        assertThat(told.differing).isLessThan(30);
    }

    @Test
    void an_alignment_goes_on_behind_a_long_gap() {
        byte[] target = source.clone();
        System.arraycopy(noise(10_000), 0, target, 70_000, 10_000);
        System.arraycopy(noise(10_000), 0, target, 90_000, 10_000);

        Told told = differences(source, target);

        assertThat(told.novel).isBetween(19_900L, 20_000L);
        assertThat(told.differing).isLessThan(30);
    }

    @Test
    void scattered_changes_do_not_break_a_resemblance() {
        byte[] target = source.clone();
        for (int i = 50; i < LENGTH; i += 100) {
            target[i]++;
        }

        Told told = differences(source, target);

        assertThat(told.calls).isEqualTo("resembling 0 0 200000\n");
        assertThat(told.differing).isEqualTo(2_000);
    }

    @Test
    void an_image_that_has_nothing_of_the_other_is_novel() {
        byte[] target = noise(LENGTH);

        Told told = differences(source, target);

        assertThat(told.novel).isGreaterThan(LENGTH - 1_000);
    }

    @Test
    void empty_and_tiny_images_are_told_whole() {
        assertThat(differences(source, new byte[0]).calls).isEmpty();
        assertThat(differences(new byte[0], new byte[] {1, 2, 3}).calls).isEqualTo("novel 0 3\n");
        assertThat(differences(new byte[] {1, 2, 3}, new byte[] {1, 2, 3, 4}).target)
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void a_long_run_of_one_byte_is_no_place_to_find_anything_else() {
        byte[] target = joined(new byte[50_000], slice(10_000, 20_000), new byte[50_000]);

        Told told = differences(joined(new byte[80_000], source), target);

        assertThat(told.differing + told.novel).isLessThan(50_000 + 100);
    }

    @Test
    void zeros_are_not_told_as_differences_to_what_was_there() {
        byte[] target = source.clone();
        Arrays.fill(target, 70_000, 70_200, (byte) 0);
        Arrays.fill(target, 90_000, 90_040, (byte) 0);

        Told told = differences(source, target);

        assertThat(told.calls).isEqualTo("resembling 0 0 70000\nnovel 70000 200\nresembling 70200 70200 129800\n");
        assertThat(told.target).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void the_calls_cover_every_target_in_order_and_are_the_same_each_time(long seed) {
        // Given
        byte[] target = edited(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));

        // When
        Told told = differences(source, target);

        // Then
        assertThat(told.target).isEqualTo(target);
        assertThat(differences(source, target).calls).isEqualTo(told.calls);
        assertThat(told.novel + told.differing).isLessThan(target.length / 2);
    }

    private static Told differences(byte[] source, byte[] target) {
        Told told = new Told(source, target);
        new FindDifferences(MemorySegment.ofArray(source), 1 << 20).find(MemorySegment.ofArray(target), told);
        return told;
    }

    /** A target made of pieces of the source, changed here and there, with noise and zeros between. */
    private byte[] edited(RandomGenerator edits) {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        while (target.size() < LENGTH) {
            int from = edits.nextInt(LENGTH - 5_000);
            byte[] piece = slice(from, from + 500 + edits.nextInt(4_500));
            for (int i = edits.nextInt(60); i < piece.length; i += 1 + edits.nextInt(200)) {
                piece[i] = (byte) edits.nextInt();
            }
            target.writeBytes(piece);
            target.writeBytes(new byte[edits.nextInt(100)]);
            target.writeBytes(noise(edits.nextInt(100)));
        }
        return target.toByteArray();
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] slice(int from, int to) {
        return Arrays.copyOfRange(source, from, to);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    /** Puts the target together from what it hears, and counts. */
    private static final class Told implements DifferenceListener {

        private final byte[] source;
        private final byte[] wanted;
        private final byte[] target;
        private final StringBuilder told = new StringBuilder();
        private String calls = "";
        private long covered;
        private long novel;
        private long differing;

        Told(byte[] source, byte[] wanted) {
            this.source = source;
            this.wanted = wanted;
            this.target = new byte[wanted.length];
        }

        @Override
        public void resembling(long from, long to, long length) {
            cover(to, length);
            for (int i = 0; i < length; i++) {
                byte difference = (byte) (wanted[(int) to + i] - source[(int) from + i]);
                differing += difference == 0 ? 0 : 1;
                target[(int) to + i] = (byte) (source[(int) from + i] + difference);
            }
            calls = told.append("resembling %d %d %d%n".formatted(from, to, length))
                    .toString();
        }

        @Override
        public void novel(long to, long length) {
            cover(to, length);
            novel += length;
            System.arraycopy(wanted, (int) to, target, (int) to, (int) length);
            calls = told.append("novel %d %d%n".formatted(to, length)).toString();
        }

        private void cover(long to, long length) {
            assertThat(to).isEqualTo(covered);
            assertThat(length).isPositive();
            covered += length;
        }
    }
}
