package io.slipway.delta.fleet;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Keeps what devices run. Each method is one transaction and does not block. */
public interface Fleet {

    /**
     * Replaces what a device runs; a status older than the one known changes nothing.
     *
     * @param event the event that brought it; a second call for it has no effect
     */
    CompletionStage<Void> record(UUID event, DeviceStatus status);

    /** Notes that a device was enrolled: it may count its reports from 1 again. */
    CompletionStage<Void> enrolled(UUID event, DeviceKey device);

    /** Forgets a device that is revoked. */
    CompletionStage<Void> forget(UUID event, DeviceKey device);

    /**
     * The images that devices run as a component, the one on most devices first.
     *
     * @param deviceTypes devices of these types count; all if it is empty
     * @param most images that are told at most
     */
    CompletionStage<List<RunningImage>> running(String tenant, String component, Set<String> deviceTypes, int most);
}
