package io.slipway.device.session.mqtt;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IncomingTest {

    private final List<CompletableFuture<Void>> underWay = new ArrayList<>();

    @Test
    void a_connection_gets_the_places_that_those_before_have_left() {
        Incoming incoming = new Incoming(this::take, 4);

        give(incoming, 3);
        boolean readyWithOnePlace = incoming.isReady();
        underWay.getFirst().complete(null);

        assertThat(readyWithOnePlace).isFalse();
        assertThat(incoming.isReady()).isTrue();
        assertThat(incoming.free()).isEqualTo(2);
    }

    @Test
    void a_message_that_cannot_be_processed_leaves_its_place_free() {
        Incoming incoming = new Incoming(this::take, 4);

        give(incoming, 4);
        underWay.forEach(message -> message.completeExceptionally(new IllegalStateException("away")));

        assertThat(incoming.free()).isEqualTo(4);
    }

    @Test
    void a_receiver_that_throws_has_failed_and_leaves_the_place_free() {
        Incoming incoming = new Incoming(
                (topic, payload) -> {
                    throw new IllegalStateException("broken");
                },
                1);

        CompletableFuture<Void> answer = incoming.receive("topic", new byte[0]).toCompletableFuture();

        assertThat(answer).isCompletedExceptionally();
        assertThat(incoming.free()).isEqualTo(1);
    }

    @Test
    void one_place_is_enough_where_there_is_only_one() {
        Incoming incoming = new Incoming(this::take, 1);

        boolean readyBefore = incoming.isReady();
        give(incoming, 1);

        assertThat(readyBefore).isTrue();
        assertThat(incoming.isReady()).isFalse();
    }

    private void give(Incoming incoming, int messages) {
        for (int i = 0; i < messages; i++) {
            incoming.receive("topic", new byte[0]);
        }
    }

    private CompletableFuture<Void> take(String topic, byte[] payload) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        underWay.add(done);
        return done;
    }
}
