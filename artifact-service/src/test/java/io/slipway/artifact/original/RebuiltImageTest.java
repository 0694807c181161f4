package io.slipway.artifact.original;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.slipway.payload.apply.IndexReader;
import io.slipway.payload.apply.PayloadSource;
import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RebuiltImageTest {

    private static final int LENGTH = 3_000_000;
    private static final PayloadSample SAMPLE = PayloadSample.of(1, LENGTH);

    private final List<Long> opened = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({
        "0, 3000000",
        "0, 1",
        "2999999, 1",
        "65535, 2",
        "65536, 65536",
        "262144, 262144",
        "200000, 100000",
        "196608, 65536",
        "196609, 3"
    })
    void writes_the_part_that_is_wanted(int first, int length) throws Exception {
        rebuilt(SAMPLE.payload()).write(first, length, out, () -> false);

        assertThat(out.toByteArray()).isEqualTo(Arrays.copyOfRange(SAMPLE.image(), first, first + length));
    }

    @Test
    void writes_any_part() throws Exception {
        Random random = new Random(20261121);
        for (int round = 0; round < 200; round++) {
            int first = random.nextInt(LENGTH);
            int length = 1 + random.nextInt(LENGTH - first);
            out.reset();

            rebuilt(SAMPLE.payload()).write(first, length, out, () -> false);

            assertThat(out.toByteArray())
                    .as("%d bytes from %d", length, first)
                    .isEqualTo(Arrays.copyOfRange(SAMPLE.image(), first, first + length));
        }
    }

    @Test
    void begins_at_the_group_that_holds_the_first_byte() throws Exception {
        PayloadIndex index = index();

        rebuilt(SAMPLE.payload()).write(LENGTH - 1, 1, out, () -> false);

        int group = index.groupOf(index.rangeCount() - 1);
        assertThat(opened).containsExactly(index.range(group).blobOffset());
        assertThat(index.range(group).offset()).isGreaterThanOrEqualTo(LENGTH - PayloadSample.GROUP);
    }

    @Test
    void writes_nothing_wrong_from_a_damaged_payload() throws Exception {
        int start = index().length();
        for (int at = start; at < SAMPLE.payload().length; at += 40_001) {
            out.reset();
            RebuiltImage image = rebuilt(SAMPLE.damagedAt(at));

            assertThatThrownBy(() -> image.write(0, LENGTH, out, () -> false))
                    .as("bit flipped in byte %d", at)
                    .isInstanceOf(PayloadRefusedException.class);

            assertThat(out.toByteArray()).isEqualTo(Arrays.copyOf(SAMPLE.image(), out.size()));
            assertThat(out.size()).isLessThan(LENGTH);
        }
    }

    @Test
    void gives_its_place_away_once() throws Exception {
        AtomicInteger released = new AtomicInteger();
        RebuiltImage image = new RebuiltImage(index(), source(SAMPLE.payload()), released::incrementAndGet);

        image.close();
        image.close();

        assertThat(released).hasValue(1);
    }

    @Test
    void stops_before_the_next_range_when_nobody_reads_any_more() throws Exception {
        RebuiltImage image = rebuilt(SAMPLE.payload());

        assertThatThrownBy(() -> image.write(0, LENGTH, out, () -> out.size() > 0))
                .isInstanceOf(IOException.class);

        assertThat(out.size()).isEqualTo(PayloadSample.RANGE);
    }

    private RebuiltImage rebuilt(byte[] payload) throws Exception {
        return new RebuiltImage(index(), source(payload), () -> {});
    }

    private static PayloadIndex index() throws IOException, PayloadRefusedException {
        return IndexReader.read(
                _ -> new ByteArrayInputStream(SAMPLE.payload()),
                SAMPLE.created().index());
    }

    private PayloadSource source(byte[] payload) {
        return offset -> {
            opened.add(offset);
            return new ByteArrayInputStream(payload, (int) offset, payload.length - (int) offset);
        };
    }
}
