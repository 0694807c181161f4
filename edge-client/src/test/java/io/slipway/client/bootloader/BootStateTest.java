package io.slipway.client.bootloader;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.slipway.client.bootloader.ActiveSlot.Contradiction;
import io.slipway.client.bootloader.ActiveSlot.Proven;
import io.slipway.client.bootloader.ActiveSlot.Witness;
import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.slot.SlotName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    void proves_the_active_slot_only_when_all_sources_allow_it() {
        Settled settled = new Settled(SlotName.A);
        Witness kernelA = new Witness("the kernel", SlotName.A);
        Witness kernelB = new Witness("the kernel", SlotName.B);
        Witness loaderB = new Witness("the bootloader", SlotName.B);
        assertThat(ActiveSlot.prove(List.of(kernelA), settled)).isEqualTo(new Proven(SlotName.A));
        assertThat(ActiveSlot.prove(List.of(kernelB), settled))
                .isEqualTo(
                        new Contradiction(
                                "slot b runs according to the kernel, but the boot environment has slot a committed and none on trial"));
        assertThat(ActiveSlot.prove(List.of(kernelA), settled.arm(1))).isEqualTo(new Proven(SlotName.A));
        assertThat(ActiveSlot.prove(List.of(kernelB, loaderB), settled.arm(1))).isEqualTo(new Proven(SlotName.B));
        assertThat(ActiveSlot.prove(List.of(kernelA, loaderB), settled.arm(1)))
                .isEqualTo(new Contradiction(
                        "the kernel says that slot a runs, but the bootloader says that slot b runs"));
    }

    @Test
    void names_the_step_from_one_state_to_the_next() throws BootEnvironmentException {
        Settled settled = new Settled(SlotName.A);
        OnTrial armed = settled.arm(2);
        assertThat(Transition.between(settled, settled)).isEqualTo(Transition.NONE);
        assertThat(Transition.between(settled, armed)).isEqualTo(Transition.ARM);
        assertThat(Transition.between(armed.attempt(), armed.commit())).isEqualTo(Transition.COMMIT);
        assertThat(Transition.between(armed.attempt(), settled)).isEqualTo(Transition.ABANDON);
        assertThatThrownBy(() -> Transition.between(settled, new Settled(SlotName.B)))
                .isInstanceOf(BootEnvironmentException.class);
        assertThatThrownBy(() -> Transition.between(settled, armed.attempt()))
                .isInstanceOf(BootEnvironmentException.class);
        assertThatThrownBy(() -> Transition.tryingOnce(settled, armed, "tryboot"))
                .hasMessage("tryboot tries a slot once, not 2 times");
    }
}
