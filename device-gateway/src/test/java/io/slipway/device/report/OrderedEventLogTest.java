package io.slipway.device.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;

import io.slipway.device.identity.DeviceName;
import io.slipway.device.report.DeviceEvent.CommandOffered;

import static org.assertj.core.api.Assertions.assertThat;

class OrderedEventLogTest {

    private static final DeviceName BOARD_1 = DeviceName.of("default", "board-1");
    private static final DeviceName BOARD_2 = DeviceName.of("default", "board-2");

    private final List<DeviceEvent> begun = new ArrayList<>();
    private final List<CompletableFuture<Void>> underWay = new ArrayList<>();
    private final OrderedEventLog log = new OrderedEventLog((event, traceparent) -> {
        begun.add(event);
        CompletableFuture<Void> durable = new CompletableFuture<>();
        underWay.add(durable);
        return durable;
    });

    @Test
    void the_next_event_of_a_device_waits_for_the_one_before() {
        CommandOffered first = event(BOARD_1);
        CommandOffered second = event(BOARD_1);

        append(first);
        CompletableFuture<Void> secondDurable = append(second);
        List<DeviceEvent> begunBefore = List.copyOf(begun);
        underWay.getFirst().complete(null);

        assertThat(begunBefore).containsExactly(first);
        assertThat(begun).containsExactly(first, second);
        assertThat(secondDurable).isNotDone();
    }

    @Test
    void devices_do_not_wait_for_each_other() {
        append(event(BOARD_1));
        append(event(BOARD_2));

        assertThat(begun).hasSize(2);
    }

    @Test
    void what_waits_behind_a_lost_event_fails_with_it_and_what_comes_later_is_tried() {
        CompletableFuture<Void> lost = append(event(BOARD_1));
        CompletableFuture<Void> behind = append(event(BOARD_1));
        underWay.getFirst().completeExceptionally(new IllegalStateException("lost"));

        CompletableFuture<Void> later = append(event(BOARD_1));
        underWay.getLast().complete(null);

        assertThat(lost).isCompletedExceptionally();
        assertThat(behind).isCompletedExceptionally();
        assertThat(later).isCompleted();
    }

    @Test
    void an_event_that_the_log_does_not_even_begin_is_lost_alone() {
        OrderedEventLog broken = new OrderedEventLog((event, traceparent) -> {
            throw new IllegalStateException("broken");
        });
        CompletionStage<Void> lost = broken.append(event(BOARD_1), Optional.empty());

        CompletionStage<Void> later = broken.append(event(BOARD_1), Optional.empty());

        assertThat(lost.toCompletableFuture()).isCompletedExceptionally();
        assertThat(later.toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void one_who_stops_waiting_for_an_event_does_not_lose_those_behind_it() {
        CompletableFuture<Void> abandoned = append(event(BOARD_1));
        CompletableFuture<Void> behind = append(event(BOARD_1));

        abandoned.cancel(false);
        underWay.getFirst().complete(null);
        underWay.getLast().complete(null);

        assertThat(begun).hasSize(2);
        assertThat(behind).isCompleted();
    }

    private CompletableFuture<Void> append(DeviceEvent event) {
        CompletionStage<Void> durable = log.append(event, Optional.empty());
        return durable.toCompletableFuture();
    }

    private static CommandOffered event(DeviceName device) {
        return new CommandOffered(device, UUID.randomUUID(), Channel.MQTT, Instant.EPOCH);
    }
}
