package io.slipway.client.download;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.client.fixture.VirtualTime;
import io.slipway.payload.apply.PayloadSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BytesPerSecondTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int RATE = 10_000;

    /** What may go through at once after a rest: a quarter of a second. */
    private static final int SAVED = RATE / 4;

    private final VirtualTime time = new VirtualTime(Long.MAX_VALUE - SECOND);
    private final BytesPerSecond throttle = new BytesPerSecond(RATE, time);

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1_000, 4_096, 1_000_000})
    void bytes_take_their_time_however_they_are_portioned(int portion) throws IOException {
        // When
        for (int admitted = 0; admitted < 1_000_000; admitted += portion) {
            throttle.admit(Math.min(portion, 1_000_000 - admitted));
        }

        // Then
        assertThat(time.passed()).isEqualTo((1_000_000 - SAVED) * SECOND / RATE);
    }

    @Test
    void a_rest_is_not_followed_by_a_rush() throws IOException {
        // Given
        throttle.admit(SAVED);
        time.pass(TimeUnit.DAYS.toNanos(365));

        // When
        throttle.admit(SAVED);
        long atOnce = time.passed();
        throttle.admit(RATE);

        // Then
        assertThat(atOnce).isEqualTo(TimeUnit.DAYS.toNanos(365));
        assertThat(time.passed() - atOnce).isEqualTo(SECOND);
    }

    @Test
    void time_that_work_takes_counts() throws IOException {
        // Given
        throttle.admit(SAVED);

        // When
        time.pass(SECOND / 10);
        throttle.admit(RATE / 5);

        // Then
        assertThat(time.passed()).isEqualTo(SECOND / 5);
    }

    @Test
    void several_readers_share_the_rate() throws Exception {
        // When
        Thread[] readers = new Thread[4];
        for (int i = 0; i < readers.length; i++) {
            readers[i] = Thread.ofPlatform().start(() -> admit(100, 1_000));
        }
        for (Thread reader : readers) {
            reader.join();
        }

        // Then: virtual time runs ahead where several wait, never behind
        assertThat(time.passed()).isGreaterThanOrEqualTo((400_000 - SAVED) * SECOND / RATE);
    }

    @Test
    void an_interrupt_ends_the_waiting() {
        // Given
        Thread.currentThread().interrupt();

        // Then
        assertThatThrownBy(() -> throttle.admit(1_000_000)).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_source_hands_on_every_byte_and_none_that_was_not_admitted() throws IOException {
        // Given
        byte[] payload = new byte[50_000];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (i / 251);
        }
        PayloadSource source = offset ->
                new ByteArrayInputStream(payload, Math.toIntExact(offset), payload.length - Math.toIntExact(offset));
        ThrottledPayloadSource throttled = new ThrottledPayloadSource(source, throttle);

        // When
        byte[] read;
        try (var in = throttled.open(0)) {
            read = in.readAllBytes();
        }
        try (var in = throttled.open(payload.length - 3)) {
            assertThat(in.read()).isEqualTo(payload[payload.length - 3] & 0xff);
            assertThat(in.skip(2)).isEqualTo(2);
            assertThat(in.read()).isEqualTo(-1);
        }

        // Then
        assertThat(read).isEqualTo(payload);
        assertThat(time.passed()).isEqualTo((50_003 - SAVED) * SECOND / RATE);
    }

    private void admit(int times, int bytes) {
        try {
            for (int i = 0; i < times; i++) {
                throttle.admit(bytes);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
