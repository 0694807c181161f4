package io.slipway.device.report;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The durable, ordered log of what happened to devices. For use by all threads; does not block. */
@FunctionalInterface
public interface DeviceEventLog {

    /**
     * Appends {@code event}. The same event appended twice carries the same id, so that readers see through a repetition.
     *
     * @param traceparent the W3C trace context that it belongs to
     * @return completes when the log has it durable; until then it is tried again for as long as the service runs
     */
    CompletionStage<Void> append(DeviceEvent event, Optional<String> traceparent);
}
