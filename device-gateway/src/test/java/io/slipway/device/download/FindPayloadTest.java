package io.slipway.device.download;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.slipway.device.download.Whereabouts.Absent;
import io.slipway.device.download.Whereabouts.Cold;
import io.slipway.device.download.Whereabouts.Present;
import io.slipway.device.identity.Sha256;
import io.slipway.device.identity.Tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FindPayloadTest {

    private static final Sha256 PAYLOAD = Sha256.of(new byte[] {1});

    private final MemoryPayloads store = new MemoryPayloads();
    private final List<Sha256> wanted = new ArrayList<>();
    private final FindPayload findPayload = new FindPayload(store, (tenant, payload) -> {
        wanted.add(payload);
        return CompletableFuture.completedStage(null);
    });

    @Test
    void finds_a_payload_that_is_there() throws IOException {
        store.payloads.put(PAYLOAD, new byte[7]);

        assertThat(find()).isEqualTo(new Present(7));
    }

    @Test
    void tells_that_a_payload_is_wanted_which_is_there() throws IOException {
        store.payloads.put(PAYLOAD, new byte[7]);

        find();

        assertThat(wanted).containsExactly(PAYLOAD);
    }

    @Test
    void tells_that_a_cold_payload_is_wanted() throws IOException {
        store.cold.add(PAYLOAD);

        assertThat(find()).isEqualTo(new Cold());
        assertThat(wanted).containsExactly(PAYLOAD);
    }

    @Test
    void takes_a_payload_that_is_there_though_it_is_still_marked() throws IOException {
        store.payloads.put(PAYLOAD, new byte[7]);
        store.cold.add(PAYLOAD);

        assertThat(find()).isEqualTo(new Present(7));
    }

    @Test
    void says_of_what_never_was_that_it_is_absent() throws IOException {
        assertThat(find()).isEqualTo(new Absent());
        assertThat(wanted).isEmpty();
    }

    @Test
    void does_not_miss_a_payload_that_comes_back_between_two_looks() throws IOException {
        store.afterColdLook = () -> store.payloads.put(PAYLOAD, new byte[7]);

        assertThat(find()).isEqualTo(new Present(7));
    }

    @Test
    void says_that_the_store_does_not_answer() {
        store.isAway = true;

        assertThatThrownBy(this::find).isInstanceOf(IOException.class);
        assertThat(wanted).isEmpty();
    }

    private Whereabouts find() throws IOException {
        return findPayload.find(Tenant.DEFAULT, PAYLOAD);
    }
}
