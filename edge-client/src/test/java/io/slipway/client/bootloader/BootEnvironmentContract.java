package io.slipway.client.bootloader;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.bootloader.file.ForcedBootFiles;
import io.slipway.client.bootloader.model.BootloaderModel;
import io.slipway.client.slot.SlotName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every adapter of a boot environment keeps to, together with its bootloader. */
public abstract class BootEnvironmentContract {

    protected static final Settled SETTLED = new Settled(SlotName.A);

    @TempDir
    Path directory;

    private final BootFiles files = new ForcedBootFiles();
    private Rig rig;

    /** An adapter and its bootloader on the same files. */
    public record Rig(BootEnvironment environment, BootloaderModel bootloader) {}

    /** Makes the files of a device as it leaves the factory: slot a is committed, none is on trial, and there is something that is not ours. */
    protected abstract void manufacture(BootFiles files, Path place) throws IOException;

    /** The adapter and the bootloader of a device that has been made, whatever has happened to it since. */
    protected abstract Rig start(BootFiles files, Path place) throws IOException;

    /** A device as it leaves the factory. */
    protected final Rig manufactured(BootFiles files, Path place) throws IOException {
        manufacture(files, place);
        return start(files, place);
    }

    /** How many boots a trial shall take. */
    protected abstract int limit();

    /** What is not ours, and is to stay. */
    protected abstract String foreign(BootFiles files, Path place) throws IOException;

    /** Damages the files so that they make no sense any more. */
    protected abstract void damage(BootFiles files, Path place) throws IOException;

    @BeforeEach
    void manufacture() throws IOException {
        rig = manufactured(files, directory);
    }

    @Test
    void boots_the_committed_slot_again_and_again() throws Exception {
        assertThat(boots(rig, 4)).containsOnly(SlotName.A);
        assertThat(rig.environment().read()).isEqualTo(SETTLED);
    }

    @Test
    void boots_the_trial_as_often_as_allowed_then_the_committed_slot() throws Exception {
        // Given
        rig.environment().write(SETTLED.arm(limit()));

        for (int attempt = 1; attempt <= limit(); attempt++) {
            // When
            SlotName started = reboot(rig);

            // Then
            assertThat(started).as("attempt %d", attempt).isEqualTo(SlotName.B);
            assertThat(rig.environment().read()).isEqualTo(new OnTrial(SlotName.A, attempt, limit()));
        }
        assertThat(boots(rig, 3)).containsOnly(SlotName.A);
        assertThat(rig.environment().read())
                .satisfiesAnyOf(
                        state -> assertThat(state).isEqualTo(SETTLED),
                        state -> assertThat(((OnTrial) state).attempts()).isGreaterThanOrEqualTo(limit()));
    }

    @Test
    void boots_a_committed_trial_for_good() throws Exception {
        // Given
        OnTrial armed = SETTLED.arm(limit());
        rig.environment().write(armed);
        reboot(rig);

        // When
        rig.environment().write(armed.attempt().commit());

        // Then
        assertThat(rig.environment().read()).isEqualTo(new Settled(SlotName.B));
        assertThat(boots(rig, 4)).containsOnly(SlotName.B);
        assertThat(rig.environment().read()).isEqualTo(new Settled(SlotName.B));
    }

    @Test
    void goes_to_and_fro_between_the_slots() throws Exception {
        SlotName committed = SlotName.A;
        for (int update = 0; update < 6; update++) {
            // Given
            rig.environment().write(new Settled(committed).arm(limit()));
            assertThat(reboot(rig)).isEqualTo(committed.opposite());

            // When
            OnTrial trial = (OnTrial) rig.environment().read();
            boolean good = update % 3 != 1;
            rig.environment().write(good ? trial.commit() : trial.abandon());

            // Then
            committed = good ? committed.opposite() : committed;
            assertThat(boots(rig, 2)).as("update %d", update).containsOnly(committed);
            assertThat(rig.environment().read()).isEqualTo(new Settled(committed));
        }
    }

    @Test
    void boots_the_committed_slot_when_the_trial_is_abandoned_before_its_first_boot() throws Exception {
        // Given
        rig.environment().write(SETTLED.arm(limit()));

        // When
        rig.environment().write(SETTLED);

        // Then
        assertThat(rig.environment().read()).isEqualTo(SETTLED);
        assertThat(boots(rig, 3)).containsOnly(SlotName.A);
    }

    @Test
    void takes_the_same_again_without_harm() throws Exception {
        for (int i = 0; i < 3; i++) {
            rig.environment().write(SETTLED);
        }
        assertThat(rig.environment().read()).isEqualTo(SETTLED);

        OnTrial armed = SETTLED.arm(limit());
        for (int i = 0; i < 3; i++) {
            rig.environment().write(armed);
        }
        assertThat(rig.environment().read()).isEqualTo(armed);
        assertThat(reboot(rig)).isEqualTo(SlotName.B);

        for (int i = 0; i < 3; i++) {
            rig.environment().write(armed.commit());
        }
        assertThat(boots(rig, 2)).containsOnly(SlotName.B);
    }

    @Test
    void keeps_what_belongs_to_others() throws Exception {
        // Given
        String before = foreign(files, directory);

        // When
        OnTrial armed = SETTLED.arm(limit());
        rig.environment().write(armed);
        reboot(rig);
        rig.environment().write(armed.attempt().commit());

        // Then
        assertThat(foreign(files, directory)).isNotEmpty().isEqualTo(before);
    }

    @Test
    void says_that_it_is_damaged_and_changes_nothing() throws Exception {
        // Given
        damage(files, directory);

        // Then
        assertThatThrownBy(() -> rig.environment().read()).isInstanceOf(BootEnvironmentException.class);
        assertThatThrownBy(() -> rig.environment().write(SETTLED.arm(limit())))
                .isInstanceOf(BootEnvironmentException.class);
    }

    protected static List<SlotName> boots(Rig rig, int count) throws Exception {
        List<SlotName> slots = new ArrayList<>();
        for (int boot = 0; boot < count; boot++) {
            slots.add(reboot(rig));
        }
        return slots;
    }

    protected static SlotName reboot(Rig rig) throws Exception {
        SlotName started = rig.bootloader().boot(rig.environment().rebootArgument());
        assertThat(rig.environment().started()).isIn(Optional.empty(), Optional.of(started));
        return started;
    }
}
