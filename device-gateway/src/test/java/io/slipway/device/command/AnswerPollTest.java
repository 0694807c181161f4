package io.slipway.device.command;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.slipway.device.command.AnswerPoll.Answer.NotYetKnown;
import io.slipway.device.command.AnswerPoll.Answer.Nothing;
import io.slipway.device.command.AnswerPoll.Answer.Offered;
import io.slipway.device.command.AnswerPoll.Answer.Unchanged;
import io.slipway.device.command.Command.Cancel;
import io.slipway.device.identity.DeviceName;
import io.slipway.device.report.DeviceEvent;
import io.slipway.device.report.UncountedDevices;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerPollTest {

    private static final DeviceName BOARD_1 = DeviceName.of("default", "board-1");

    private final PendingCommands pending = new PendingCommands();
    private final List<DeviceEvent> log = new ArrayList<>();
    private final AnswerPoll answerPoll = new AnswerPoll(
            pending,
            (event, traceparent) -> {
                log.add(event);
                return CompletableFuture.completedStage(null);
            },
            new UncountedDevices(),
            Clock.systemUTC());

    @Test
    void says_nothing_before_all_commands_are_known() {
        assertThat(answerPoll.answer(BOARD_1, Optional.empty())).isInstanceOf(NotYetKnown.class);
    }

    @Test
    void offers_the_command_and_tells_the_platform_once_per_deployment() {
        pending.markComplete();
        RenderedCommand command = command(UUID.randomUUID(), "{}");
        pending.put(BOARD_1, command);

        assertThat(answerPoll.answer(BOARD_1, Optional.empty())).isEqualTo(new Offered(command));
        assertThat(answerPoll.answer(BOARD_1, Optional.empty())).isEqualTo(new Offered(command));
        assertThat(log).hasSize(1);

        pending.put(BOARD_1, command(UUID.randomUUID(), "{}"));
        answerPoll.answer(BOARD_1, Optional.empty());
        assertThat(log).hasSize(2);
    }

    @Test
    void a_changed_command_of_the_same_deployment_is_not_told_again() {
        pending.markComplete();
        UUID deployment = UUID.randomUUID();
        pending.put(BOARD_1, command(deployment, "{\"type\":\"install\"}"));
        answerPoll.answer(BOARD_1, Optional.empty());
        pending.put(BOARD_1, command(deployment, "{\"type\":\"cancel\"}"));
        answerPoll.answer(BOARD_1, Optional.empty());

        assertThat(log).hasSize(1);
    }

    @Test
    void goes_on_answering_but_holds_no_more_events_than_it_may_while_the_log_is_away() {
        List<DeviceEvent> underWay = new ArrayList<>();
        AnswerPoll stuck = new AnswerPoll(
                pending,
                (event, traceparent) -> {
                    underWay.add(event);
                    return new CompletableFuture<>();
                },
                new UncountedDevices(),
                Clock.systemUTC());
        pending.markComplete();

        for (int i = 0; i < AnswerPoll.MOST_UNDER_WAY + 10; i++) {
            DeviceName device = DeviceName.of("default", "board-" + i);
            pending.put(device, command(UUID.randomUUID(), "{}"));
            assertThat(stuck.answer(device, Optional.empty())).isInstanceOf(Offered.class);
        }

        assertThat(underWay).hasSize(AnswerPoll.MOST_UNDER_WAY);
    }

    @Test
    void answers_unchanged_to_a_device_that_has_the_command() {
        pending.markComplete();
        RenderedCommand command = command(UUID.randomUUID(), "{}");
        pending.put(BOARD_1, command);

        assertThat(answerPoll.answer(BOARD_1, Optional.of(command.etag()))).isEqualTo(new Unchanged(command.etag()));
        assertThat(log).isEmpty();
    }

    @Test
    void has_nothing_for_other_devices_and_after_a_tombstone() {
        pending.markComplete();
        pending.put(BOARD_1, command(UUID.randomUUID(), "{}"));

        assertThat(answerPoll.answer(DeviceName.of("other", "board-1"), Optional.empty()))
                .isInstanceOf(Nothing.class);
        pending.remove(BOARD_1);
        assertThat(answerPoll.answer(BOARD_1, Optional.empty())).isInstanceOf(Nothing.class);
    }

    private static RenderedCommand command(UUID deployment, String json) {
        return RenderedCommand.of(new Cancel(deployment, Instant.now(), Optional.empty(), "x"), json);
    }
}
