package io.slipway.delta.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Finds jobs. */
public interface JobCatalogue {

    /** The jobs of a tenant, newest first, at most {@code limit}; does not block. */
    CompletionStage<List<KnownJob>> newest(String tenant, int limit);

    /** The jobs behind the paths of one release, full payloads first, at most {@code limit}; does not block. */
    CompletionStage<List<KnownJob>> ofRelease(String tenant, UUID releaseId, int limit);

    /** One job; does not block. */
    CompletionStage<Optional<KnownJob>> find(String tenant, UUID id);
}
