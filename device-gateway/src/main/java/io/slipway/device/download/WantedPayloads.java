package io.slipway.device.download;

import java.util.concurrent.CompletionStage;

import io.slipway.device.identity.Sha256;
import io.slipway.device.identity.Tenant;

/** Tells the platform which payloads devices ask for, so that they are kept, or made again. For use by all threads; does not block. */
@FunctionalInterface
public interface WantedPayloads {

    /**
     * Tells that {@code payload} is wanted. Repetition does no harm.
     *
     * @return completes when the platform has it durable; fails if that cannot be had now
     */
    CompletionStage<Void> tell(Tenant tenant, Sha256 payload);
}
