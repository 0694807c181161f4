package io.slipway.rollout.release;

import java.util.UUID;

/** Names a release across all services. */
public record ReleaseId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
