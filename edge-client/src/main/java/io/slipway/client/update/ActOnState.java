package io.slipway.client.update;

import java.util.Optional;

import io.slipway.client.bootloader.BootEnvironmentException;
import io.slipway.client.install.Background;
import io.slipway.client.link.CommandInbox;
import io.slipway.client.update.Lifecycle.Armed;
import io.slipway.client.update.Lifecycle.Checked;
import io.slipway.client.update.Lifecycle.Downloading;
import io.slipway.client.update.Lifecycle.Ended;
import io.slipway.client.update.Lifecycle.FallingBack;
import io.slipway.client.update.Lifecycle.Idle;
import io.slipway.client.update.Lifecycle.Preparing;
import io.slipway.client.update.Lifecycle.Rebooting;
import io.slipway.client.update.Lifecycle.Trial;
import io.slipway.client.update.Lifecycle.UnderWay;
import io.slipway.client.update.Lifecycle.Verified;
import io.slipway.client.update.Lifecycle.Written;
import io.slipway.client.update.Step.MoveTo;

/** Does what a journalled state asks for. Doing it again after a crash is harmless. */
public final class ActOnState {

    private final FillSlot fillSlot;
    private final SwitchSlot switchSlot;
    private final Background background;
    private final CommandInbox inbox;
    private final Companions companions;

    /** @param background where a slot is filled and read back */
    public ActOnState(
            FillSlot fillSlot,
            SwitchSlot switchSlot,
            Background background,
            CommandInbox inbox,
            Companions companions) {
        this.fillSlot = fillSlot;
        this.switchSlot = switchSlot;
        this.background = background;
        this.inbox = inbox;
        this.companions = companions;
    }

    /**
     * Acts on {@code state} and says what comes next; blocks, for minutes while an image is written.
     *
     * @param listener hears of progress while an image is written, on the thread that writes, while this one waits
     * @throws BootEnvironmentException if no update is under way and the boot environment is damaged
     */
    public Step act(Lifecycle state, FillSlot.Listener listener) throws BootEnvironmentException, InterruptedException {
        return switch (state) {
            case Idle _, Ended _ -> switchSlot.settle(state);
            case UnderWay underWay -> {
                try {
                    yield advance(underWay, listener);
                } catch (BootEnvironmentException e) {
                    yield new MoveTo(underWay.fail(FillSlot.damaged(e)));
                }
            }
        };
    }

    private Step advance(UnderWay state, FillSlot.Listener listener)
            throws BootEnvironmentException, InterruptedException {
        if (state instanceof Preparing preparing) {
            Optional<String> stop = inbox.stopReason(preparing.plan().deploymentId());
            if (stop.isPresent()) {
                return new MoveTo(preparing.cancel(stop.get()));
            }
            Optional<Step> instead = companions.instead(preparing);
            if (instead.isPresent()) {
                return instead.get();
            }
        }
        return switch (state) {
            case Checked checked -> new MoveTo(checked.begin());
            case Downloading downloading -> new MoveTo(background.run(() -> fillSlot.write(downloading, listener)));
            case Written written -> new MoveTo(background.run(() -> fillSlot.verify(written)));
            case Verified verified -> new MoveTo(verified.arm());
            case Armed armed -> switchSlot.arm(armed);
            case Rebooting rebooting -> switchSlot.reboot(rebooting);
            case Trial trial -> switchSlot.examine(trial);
            case FallingBack fallingBack -> switchSlot.fallBack(fallingBack);
        };
    }
}
