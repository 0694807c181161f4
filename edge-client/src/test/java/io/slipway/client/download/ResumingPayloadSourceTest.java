package io.slipway.client.download;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.client.log.EventLog;
import io.slipway.payload.apply.PayloadSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ResumingPayloadSourceTest {

    private static final RandomGenerator RANDOM =
            RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    private static final byte[] PAYLOAD = new byte[500_000];

    static {
        RANDOM.nextBytes(PAYLOAD);
    }

    private final List<Long> opened = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1000, 131_072, 131_073, 499_999})
    void delivers_every_byte_once_when_each_connection_breaks_after_so_many(int bytes) throws IOException {
        // Given
        int first = Math.max(0, PAYLOAD.length - 20 * bytes);

        // When
        byte[] read = resuming(breakingAfter(bytes), 3).open(first).readAllBytes();

        // Then
        assertThat(read).isEqualTo(Arrays.copyOfRange(PAYLOAD, first, PAYLOAD.length));
        assertThat(opened).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void takes_an_early_end_for_a_broken_connection() throws IOException {
        // Given
        PayloadSource truncating = offset ->
                new ByteArrayInputStream(PAYLOAD, (int) offset, (int) Math.min(100_000, PAYLOAD.length - offset));

        // When
        byte[] read = resuming(truncating, 3).open(0).readAllBytes();

        // Then
        assertThat(read).isEqualTo(PAYLOAD);
    }

    @Test
    void gives_up_after_so_many_failures_without_a_byte() {
        // Given
        PayloadSource dead = offset -> {
            opened.add(offset);
            throw new IOException("no route to host");
        };

        // Then
        assertThatThrownBy(() -> resuming(dead, 4).open(10).read())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gave up at byte 10 after 4 failures in a row")
                .hasMessageContaining("no route to host");
        assertThat(opened).hasSize(4);
    }

    @Test
    void does_not_try_again_what_was_refused() {
        // Given
        PayloadSource gone = offset -> {
            opened.add(offset);
            throw new DownloadRefusedException("The payload is not there");
        };

        // Then
        assertThatThrownBy(() -> resuming(gone, 4).open(0).read()).isInstanceOf(DownloadRefusedException.class);
        assertThat(opened).hasSize(1);
    }

    @Test
    void counts_a_silent_connection_as_broken() throws IOException {
        // Given
        PayloadSource silentOnce = offset -> {
            opened.add(offset);
            return opened.size() == 1 ? new Silence() : new ByteArrayInputStream(PAYLOAD);
        };

        // When
        byte[] read = resuming(new ReadAheadPayloadSource(silentOnce, Duration.ofMillis(50)), 2)
                .open(0)
                .readAllBytes();

        // Then
        assertThat(read).isEqualTo(PAYLOAD);
        assertThat(opened).hasSize(2);
    }

    @Test
    void waits_longer_with_every_failure_up_to_a_limit() {
        // Given
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), RANDOM);

        for (int failures = 0; failures < 100; failures++) {
            long full = Math.min(1000L << Math.min(failures, 20), 60_000);

            // When
            long pause = backoff.pause(failures).toMillis();

            // Then
            assertThat(pause).isBetween(full - full / 4, full);
        }
    }

    private PayloadSource breakingAfter(int bytes) {
        return offset -> {
            opened.add(offset);
            return new Breaking(new ByteArrayInputStream(PAYLOAD, (int) offset, PAYLOAD.length), bytes);
        };
    }

    private static ResumingPayloadSource resuming(PayloadSource source, int attempts) {
        return new ResumingPayloadSource(
                new ReadAheadPayloadSource(source, Duration.ofSeconds(30)),
                PAYLOAD.length,
                new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), RANDOM),
                attempts,
                new EventLog(new PrintStream(PrintStream.nullOutputStream()), Clock.systemUTC()));
    }

    private static final class Breaking extends InputStream {

        private final InputStream stream;
        private int left;

        Breaking(InputStream stream, int left) {
            this.stream = stream;
            this.left = left;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] buffer, int offset, int count) throws IOException {
            if (left == 0) {
                throw new IOException("connection reset");
            }
            int read = stream.read(buffer, offset, Math.min(count, left));
            left -= Math.max(read, 0);
            return read;
        }
    }

    private static final class Silence extends InputStream {

        @Override
        public int read() throws IOException {
            try {
                Thread.sleep(Duration.ofHours(1));
                return -1;
            } catch (InterruptedException e) {
                throw new IOException("closed", e);
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int count) throws IOException {
            return read();
        }
    }
}
