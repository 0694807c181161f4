package io.slipway.device.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** The enrolment tokens that exist. */
public interface EnrolmentTokens {

    /** Stores a new token. */
    CompletionStage<Void> add(EnrolmentToken token);

    /** The newest tokens of a tenant, at most {@code limit}. */
    CompletionStage<List<EnrolmentToken>> list(Tenant tenant, int limit);

    /**
     * Revokes a token; one that is revoked already stays as it is.
     *
     * @return whether there is such a token
     */
    CompletionStage<Boolean> revoke(UUID id, Instant now);
}
