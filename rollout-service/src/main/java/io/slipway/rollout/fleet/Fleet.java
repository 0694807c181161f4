package io.slipway.rollout.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where the devices are kept. Calls inside one transaction of the caller join it. */
public interface Fleet {

    /** Folds a fact into its device, which is locked meanwhile. Repeated facts change nothing. */
    CompletionStage<Void> record(DeviceFact fact);

    /** Notes that the gateway heard from a device; an unknown device or an older instant changes nothing. */
    CompletionStage<Void> seen(DeviceKey device, Instant at);

    /** One device. */
    CompletionStage<Optional<Device>> find(DeviceKey device);

    /**
     * Devices that {@linkplain DeviceFilter#fits fit}, in the order of their ids.
     *
     * @param after only devices behind this id
     * @param limit how many at most
     */
    CompletionStage<List<Device>> list(Tenant tenant, DeviceFilter filter, Optional<DeviceId> after, int limit);
}
