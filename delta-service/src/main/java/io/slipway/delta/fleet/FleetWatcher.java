package io.slipway.delta.fleet;

import java.util.concurrent.CompletionStage;

/** Hears of what devices report. */
public interface FleetWatcher {

    /** A device reported, and the report is kept; may be told more than once. Does not block. */
    CompletionStage<Void> reported(DeviceStatus status);
}
