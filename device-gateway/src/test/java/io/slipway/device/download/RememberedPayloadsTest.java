package io.slipway.device.download;

import java.io.IOException;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.slipway.device.identity.Sha256;
import io.slipway.device.identity.Tenant;
import io.slipway.device.testing.MovingClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RememberedPayloadsTest {

    private static final Sha256 PAYLOAD = payload(1);

    private final MovingClock clock = new MovingClock();
    private final MemoryPayloads store = new MemoryPayloads();
    private final RememberedPayloads remembered = new RememberedPayloads(store, clock);

    @Test
    void asks_once_a_minute_for_a_payload_that_is_there() throws IOException {
        store.payloads.put(PAYLOAD, new byte[7]);

        assertThat(length(PAYLOAD)).isEqualTo(7);
        clock.pass(Duration.ofSeconds(59));
        assertThat(length(PAYLOAD)).isEqualTo(7);
        assertThat(store.asked).hasSize(1);
        clock.pass(Duration.ofSeconds(1));
        assertThat(length(PAYLOAD)).isEqualTo(7);
        assertThat(store.asked).hasSize(2);
    }

    @Test
    void asks_each_time_for_what_is_not_there() throws IOException {
        assertThat(length(PAYLOAD)).isEqualTo(-1);
        store.payloads.put(PAYLOAD, new byte[7]);
        assertThat(length(PAYLOAD)).isEqualTo(7);
    }

    @Test
    void asks_for_each_tenant() throws IOException {
        store.payloads.put(PAYLOAD, new byte[7]);

        length(PAYLOAD);
        remembered.length(new Tenant("other"), PAYLOAD);

        assertThat(store.asked).hasSize(2);
    }

    @Test
    void a_store_that_is_away_blocks_nobody_for_good() throws IOException {
        store.isAway = true;
        for (int look = 0; look <= RememberedPayloads.MOST_LOOKING; look++) {
            assertThatThrownBy(() -> length(PAYLOAD)).isInstanceOf(IOException.class);
        }
        store.isAway = false;

        assertThat(length(PAYLOAD)).isEqualTo(-1);
    }

    @Test
    void forgets_the_oldest_beyond_what_it_may_remember() throws IOException {
        for (int number = 0; number <= RecentPayloads.MOST; number++) {
            store.payloads.put(payload(number), new byte[7]);
            length(payload(number));
        }
        store.asked.clear();

        length(payload(1));
        length(payload(0));

        assertThat(store.asked).containsExactly(payload(0));
    }

    private long length(Sha256 payload) throws IOException {
        return remembered.length(Tenant.DEFAULT, payload).orElse(-1);
    }

    private static Sha256 payload(int number) {
        return new Sha256("%064x".formatted(number));
    }
}
