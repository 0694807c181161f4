package io.slipway.delta.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Finds update paths. */
public interface PathCatalogue {

    /** The paths of one release by component, at most {@code limit}; does not block. */
    CompletionStage<List<UpdatePath>> ofRelease(String tenant, UUID releaseId, int limit);

    /** One path; does not block. */
    CompletionStage<Optional<UpdatePath>> find(String tenant, UUID id);
}
