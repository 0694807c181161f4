package io.slipway.device.report;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import io.slipway.device.identity.DeviceName;

/**
 * Appends the next event of a device when the one before is durable: so no event overtakes another of the same device, even when the log fails in between, and
 * a report is acknowledged after all that came before it. Devices do not wait for each other.
 */
public final class OrderedEventLog implements DeviceEventLog {

    private final DeviceEventLog log;
    private final Map<DeviceName, CompletableFuture<Void>> latest = new ConcurrentHashMap<>();

    public OrderedEventLog(DeviceEventLog log) {
        this.log = log;
    }

    /** {@inheritDoc} If an event fails for good, those of its device that wait behind it fail with it. */
    @Override
    public CompletionStage<Void> append(DeviceEvent event, Optional<String> traceparent) {
        CompletableFuture<Void> durable = new CompletableFuture<>();
        CompletableFuture<Void> before = latest.put(event.device(), durable);
        CompletionStage<Void> turn = before == null ? CompletableFuture.completedStage(null) : before;
        turn.thenCompose(done -> log.append(event, traceparent)).whenComplete((done, failure) -> {
            latest.remove(event.device(), durable);
            if (failure == null) {
                durable.complete(null);
            } else {
                durable.completeExceptionally(failure);
            }
        });
        return durable.minimalCompletionStage();
    }
}
