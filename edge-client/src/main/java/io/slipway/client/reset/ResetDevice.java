package io.slipway.client.reset;

import java.io.IOException;
import java.util.Optional;

import io.slipway.client.bootloader.BootEnvironmentException;
import io.slipway.client.log.EventLog;
import io.slipway.client.overlay.Overlays;
import io.slipway.client.reset.RestoreFactory.Outcome;

/**
 * Carries out a reset that was asked for. Each state is on the medium before it is acted on, and acting on it again is harmless: images are written anew, a
 * commit looks at the boot environment first, and what is wiped is wiped again.
 */
public final class ResetDevice {

    private final ResetStore store;
    private final RestoreFactory restore;
    private final Overlays overlays;
    private final EventLog log;

    public ResetDevice(ResetStore store, RestoreFactory restore, Overlays overlays, EventLog log) {
        this.store = store;
        this.restore = restore;
        this.overlays = overlays;
        this.log = log;
    }

    /** What has to happen after a reset. */
    public enum Finish {
        GO_ON,
        REBOOT
    }

    /** Goes on with the reset, if there is one, until it is finished or the device must reboot; blocks. A reset that cannot succeed is given up and logged. */
    public Finish act() throws IOException, BootEnvironmentException {
        Optional<Reset> next = store.read();
        while (next.isPresent()) {
            switch (next.get()) {
                case Reset.WipeData _ -> {
                    store.wipeDirectories();
                    store.clear();
                    log.info("data is wiped");
                    return Finish.GO_ON;
                }
                case Reset.Clean _ -> {
                    store.wipeDirectories();
                    store.forgetUpdates();
                    overlays.end();
                    store.clear();
                    log.info("the device is as the factory left it");
                    return Finish.GO_ON;
                }
                case Reset.WriteFactory _ -> {
                    if (!proceed(restore.write())) {
                        return Finish.GO_ON;
                    }
                }
                case Reset.TryFactory attempt -> {
                    Outcome outcome = restore.attempt(attempt, store::write);
                    if (outcome instanceof Outcome.Reboot) {
                        return Finish.REBOOT;
                    }
                    if (!proceed(outcome)) {
                        return Finish.GO_ON;
                    }
                }
            }
            next = store.read();
        }
        return Finish.GO_ON;
    }

    /** Whether there is a next state, which is on the medium then. */
    private boolean proceed(Outcome outcome) throws IOException {
        switch (outcome) {
            case Outcome.Next(Reset reset) -> store.write(reset);
            case Outcome.GiveUp(String why) -> {
                log.error("the factory reset is given up", "cause", why);
                store.clear();
                return false;
            }
            case Outcome.Reboot _ -> throw new IllegalStateException("a reboot is no next state");
        }
        return true;
    }
}
