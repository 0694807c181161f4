package io.slipway.client.install;

import io.slipway.metadata.target.Content;
import io.slipway.payload.apply.PayloadSource;

/** Finds payloads by what they are. */
public interface Payloads {

    /** Where the bytes of {@code payload} come from; nothing is asked for yet. The source copes with broken connections by itself. */
    PayloadSource source(Content payload);
}
