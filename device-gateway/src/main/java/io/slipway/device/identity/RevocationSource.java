package io.slipway.device.identity;

import java.util.concurrent.CompletionStage;

/** Where the list of what is revoked is kept. */
@FunctionalInterface
public interface RevocationSource {

    /** Reads the whole list. */
    CompletionStage<RevocationList> read();
}
