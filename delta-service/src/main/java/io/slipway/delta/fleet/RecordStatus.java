package io.slipway.delta.fleet;

import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Takes in what a device reports to run. */
public final class RecordStatus {

    private final Fleet fleet;
    private final FleetWatcher watcher;

    /** The use case. */
    public RecordStatus(Fleet fleet, FleetWatcher watcher) {
        this.fleet = fleet;
        this.watcher = watcher;
    }

    /**
     * Keeps the status, then tells the watcher, also of one that was kept before: the process may have ended in between. Does not block.
     *
     * @param event id of the event that told of it
     */
    public CompletionStage<Void> record(UUID event, DeviceStatus status) {
        return fleet.record(event, status).thenCompose(_ -> watcher.reported(status));
    }
}
