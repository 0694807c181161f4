package io.slipway.client.update;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.bootloader.BootEnvironmentContract.Rig;
import io.slipway.client.bootloader.BootFiles;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.bootloader.model.UbootModel;
import io.slipway.client.bootloader.uboot.UbootEnvironment;
import io.slipway.client.fixture.crash.CrashDisk;
import io.slipway.client.health.Verdict.Healthy;
import io.slipway.client.health.Verdict.Unhealthy;
import io.slipway.client.slot.SlotName;
import io.slipway.client.update.PowerLossRig.Board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An image of many ranges under U-Boot; the tests of each boot environment do the same with a small one. */
class PowerLossTest {

    private static final int IMAGE_BYTES = 40_000;

    @TempDir
    Path directory;

    private PowerLossRig rig;

    private final Board board = new Board() {
        @Override
        public void manufacture(BootFiles files, Path place) throws IOException {
            UbootEnvironment.create(files, place.resolve("env"), new Settled(SlotName.A));
        }

        @Override
        public Rig start(BootFiles files, Path place) {
            Path env = place.resolve("env");
            return new Rig(UbootEnvironment.in(files, env), new UbootModel(files, env, UbootEnvironment.COPY_BYTES));
        }

        @Override
        public int limit() {
            return 2;
        }
    };

    @BeforeEach
    void make_the_payloads() throws Exception {
        rig = new PowerLossRig(directory, IMAGE_BYTES);
    }

    @Test
    void a_healthy_update_ends_well_wherever_the_power_is_lost() throws Exception {
        for (Plan plan : List.of(rig.full(), rig.delta())) {
            // When
            CrashDisk.Count count = rig.loseAtEveryInstant(board, plan, new Healthy());

            // Then
            System.out.println(count);
            assertThat(count.different()).isGreaterThan(1000);
        }
    }

    @Test
    void an_unhealthy_update_is_undone_wherever_the_power_is_lost() throws Exception {
        System.out.println(rig.loseAtEveryInstant(board, rig.delta(), new Unhealthy("no network")));
    }

    @Test
    void the_rig_finds_fault_when_flushes_are_left_out() {
        assertThatThrownBy(() -> rig.loseWithoutFlushes(board, rig.full(), new Healthy()))
                .isInstanceOf(AssertionError.class);
    }
}
