package io.slipway.client.slot;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.slipway.client.slot.Testimony.Refutes;
import io.slipway.client.slot.Testimony.Says;
import io.slipway.client.slot.Testimony.Silent;

import static org.assertj.core.api.Assertions.assertThat;

class RunningSlotTest {

    private static final RunningSlotWitness KERNEL =
            new Told("the kernel's command line", new Says(SlotName.A, "slipway.slot=a"));
    private static final RunningSlotWitness MOUNT =
            new Told("the mounted root", new Says(SlotName.A, "/ is /dev/sda2"));
    private static final RunningSlotWitness OTHER =
            new Told("the boot environment", new Says(SlotName.B, "slot b is committed"));
    private static final RunningSlotWitness NOBODY =
            new Told("the boot environment", new Silent("a trial is under way"));
    private static final RunningSlotWitness STRANGER =
            new Told("the mounted root", new Refutes("/ is /dev/sdb1, which is neither slot"));

    private record Told(String source, Testimony testify) implements RunningSlotWitness {}

    @Test
    void is_proven_by_two_that_agree_while_a_third_is_silent() {
        assertThat(RunningSlot.prove(List.of(KERNEL, MOUNT, NOBODY), 2))
                .isEqualTo(new RunningSlot.Proven(
                        SlotName.A,
                        List.of(
                                "the kernel's command line says slot a (slipway.slot=a)",
                                "the mounted root says slot a (/ is /dev/sda2)")));
    }

    @Test
    void is_a_contradiction_when_one_of_three_says_otherwise() {
        assertThat(RunningSlot.prove(List.of(KERNEL, MOUNT, OTHER), 2))
                .isEqualTo(
                        new RunningSlot.Contradiction(
                                "the kernel's command line says slot a (slipway.slot=a), the mounted root says slot a (/ is /dev/sda2), the boot environment says slot b (slot b is committed)"));
    }

    @Test
    void is_a_contradiction_when_one_knows_something_that_fits_no_slot() {
        assertThat(RunningSlot.prove(List.of(KERNEL, STRANGER, NOBODY), 1))
                .isEqualTo(
                        new RunningSlot.Contradiction(
                                "the kernel's command line says slot a (slipway.slot=a), the mounted root fits no slot (/ is /dev/sdb1, which is neither slot)"));
    }

    @Test
    void is_not_proven_by_one_where_two_are_wanted() {
        assertThat(RunningSlot.prove(List.of(KERNEL, NOBODY), 2))
                .isEqualTo(
                        new RunningSlot.Unproven(
                                "it needs the word of 2, and 1 spoke: the kernel's command line says slot a (slipway.slot=a), the boot environment is silent (a trial is under way)"));
        assertThat(RunningSlot.prove(List.of(KERNEL), 1)).isInstanceOf(RunningSlot.Proven.class);
    }

    @Test
    void is_not_proven_when_nobody_speaks() {
        assertThat(RunningSlot.prove(List.of(NOBODY), 0)).isInstanceOf(RunningSlot.Unproven.class);
    }
}
