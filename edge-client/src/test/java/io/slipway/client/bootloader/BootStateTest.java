package io.slipway.client.bootloader;

import org.junit.jupiter.api.Test;

import io.slipway.client.bootloader.ActiveSlot.Contradiction;
import io.slipway.client.bootloader.ActiveSlot.Proven;
import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.slot.SlotName;

import static org.assertj.core.api.Assertions.assertThat;

class BootStateTest {

    @Test
    void tries_the_other_slot_as_often_as_allowed_and_no_more() {
        // Given
        OnTrial trial = new Settled(SlotName.B).arm(2);

        // When
        OnTrial afterTwo = trial.attempt().attempt();

        // Then
        assertThat(trial.trial()).isEqualTo(SlotName.A);
        assertThat(afterTwo.isExhausted()).isFalse();
        assertThat(afterTwo.attempt().isExhausted()).isTrue();
        assertThat(afterTwo.attempt().attempt()).isEqualTo(afterTwo.attempt());
    }

    @Test
    void commits_the_trial_or_keeps_the_committed_slot() {
        // Given
        OnTrial trial = new Settled(SlotName.A).arm(3).attempt();

        // Then
        assertThat(trial.commit()).isEqualTo(new Settled(SlotName.B));
        assertThat(trial.abandon()).isEqualTo(new Settled(SlotName.A));
    }

    @Test
    void proves_the_active_slot_only_when_both_sources_allow_it() {
        Settled settled = new Settled(SlotName.A);
        assertThat(ActiveSlot.prove(SlotName.A, settled)).isEqualTo(new Proven(SlotName.A));
        assertThat(ActiveSlot.prove(SlotName.B, settled)).isInstanceOf(Contradiction.class);
        assertThat(ActiveSlot.prove(SlotName.A, settled.arm(1))).isEqualTo(new Proven(SlotName.A));
        assertThat(ActiveSlot.prove(SlotName.B, settled.arm(1))).isEqualTo(new Proven(SlotName.B));
    }
}
