package io.slipway.client.bootloader;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.bootloader.model.MemoryBootFiles;
import io.slipway.client.health.Verdict.Healthy;
import io.slipway.client.health.Verdict.Unhealthy;
import io.slipway.client.slot.SlotName;
import io.slipway.client.update.PowerLossRig;
import io.slipway.client.update.PowerLossRig.Board;

import static org.assertj.core.api.Assertions.assertThat;

/** What every adapter that writes boot files itself keeps to besides: a loss of power at any instant leaves the old or the new state. */
public abstract class PowerCutContract extends BootEnvironmentContract {

    /** Few, for what is tried here is the boot environment. */
    private static final int IMAGE_BYTES = 12_000;

    private static final Path MEMORY = Path.of("/boot");

    /** Whether a write that is cut off while the other slot is on trial may end the trial in the committed slot. */
    protected boolean losesTrialWhenTorn() {
        return false;
    }

    @Test
    void has_the_old_or_the_new_state_after_a_loss_of_power_at_any_instant(TestReporter reporter) throws Exception {
        // Given
        OnTrial armed = SETTLED.arm(limit());
        OnTrial tried = armed.attempt();
        OnTrial armedBack = tried.commit().arm(limit());
        int states = tear(List.of(), armed)
                + tear(List.of(armed), armed.abandon())
                + tear(List.of(armed, tried), tried.commit())
                + tear(List.of(armed, tried), tried.abandon())
                + tear(List.of(armed, tried, tried.commit()), armedBack)
                + tear(List.of(armed, tried, tried.abandon()), armed)
                + tear(List.of(armed, tried, tried.commit(), armedBack, armedBack.attempt()), armedBack.commit());

        // Then
        reporter.publishEntry("crash states", Integer.toString(states));
        assertThat(states).isGreaterThanOrEqualTo(14);
    }

    @Test
    void a_whole_update_ends_well_wherever_the_power_is_lost() throws Exception {
        PowerLossRig rig = new PowerLossRig(directory, IMAGE_BYTES);
        Board board = new Board() {
            @Override
            public void manufacture(BootFiles files, Path place) throws IOException {
                PowerCutContract.this.manufacture(files, place);
            }

            @Override
            public Rig start(BootFiles files, Path place) throws IOException {
                return PowerCutContract.this.start(files, place);
            }

            @Override
            public int limit() {
                return PowerCutContract.this.limit();
            }
        };
        String name = getClass().getSimpleName();
        System.out.println(name + ", healthy: " + rig.loseAtEveryInstant(board, rig.full(), new Healthy()));
        System.out.println(name + ", unfit: " + rig.loseAtEveryInstant(board, rig.full(), new Unhealthy("no network")));
    }

    /** Goes through the states, of which the bootloader makes those with one more attempt, and tears the last write in every way. */
    private int tear(List<BootState> path, BootState last) throws Exception {
        MemoryBootFiles memory = new MemoryBootFiles();
        Rig device = manufactured(memory, MEMORY);
        for (BootState state : path) {
            if (state instanceof OnTrial trial && trial.attempts() > 0) {
                reboot(device);
            } else {
                device.environment().write(state);
                if (state instanceof Settled) {
                    reboot(device);
                }
            }
        }
        BootState before = device.environment().read();
        List<Map<Path, byte[]>> crashes = new ArrayList<>();
        memory.onCrash(crashes::add);
        device.environment().write(last);
        memory.onCrash(_ -> {});
        for (int number = 0; number < crashes.size(); number++) {
            memory.restore(crashes.get(number));
            assertSound(device, memory, before, last, "crash state " + number + " from " + before + " to " + last);
        }
        return crashes.size();
    }

    private void assertSound(Rig device, MemoryBootFiles memory, BootState before, BootState after, String when)
            throws Exception {
        BootState now = device.environment().read();
        if (losesTrialWhenTorn() && before instanceof OnTrial trial) {
            assertThat(now).as(when).isIn(before, after, trial.abandon());
        } else {
            assertThat(now).as(when).isIn(before, after);
        }
        Map<Path, byte[]> crash = memory.snapshot();
        assertThat(boots(device, limit() + 2)).as(when).isEqualTo(expectedBoots(now));
        memory.restore(crash);
        if (now.equals(before)) {
            device.environment().write(after);
            assertThat(device.environment().read()).as(when + ", written again").isEqualTo(after);
        }
    }

    private List<SlotName> expectedBoots(BootState state) {
        List<SlotName> slots = new ArrayList<>();
        for (int boot = 0; boot < limit() + 2; boot++) {
            slots.add(
                    state instanceof OnTrial trial && trial.attempts() + boot < trial.limit()
                            ? trial.trial()
                            : state.committed());
        }
        return slots;
    }
}
