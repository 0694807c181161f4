package io.slipway.delta.generation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import io.slipway.delta.fleet.DeviceStatus;
import io.slipway.payload.index.Sha256;

/**
 * Keeps what releases want. Each method is one transaction and does not block; a path whose payload is there already is told of it in the same
 * transaction.
 */
public interface PayloadRequests {

    /**
     * Notes a release and brings the jobs of its full payloads forward by {@link PayloadJob#requested}.
     *
     * @param event the event that brought it; a second call for it has no effect
     */
    CompletionStage<Void> publish(UUID event, PublishedRelease release, Instant now);

    /**
     * Forgets the waiting paths of a release and brings the jobs for which nobody waits then forward by {@link PayloadJob#noLongerWanted}.
     *
     * @param event the event that brought it; a second call for it has no effect
     */
    CompletionStage<Void> withdraw(UUID event, String tenant, UUID releaseId, Instant now);

    /**
     * Adds deltas by {@link DeltaPlan#additions}; nothing if the release is unknown or withdrawn. May be repeated.
     *
     * @param ranked what devices run, the image on most devices first; images that no release has brought are passed over
     * @param most deltas that the component may have in all
     */
    CompletionStage<Void> addDeltas(DeltaTarget target, List<Sha256> ranked, int most, Instant now);

    /** The components of the latest releases, one for each name, that are made of the same components as a release: it may be what a delta to them starts from. */
    CompletionStage<List<DeltaTarget>> latestBeside(PublishedRelease release);

    /**
     * The components that a device will be brought to next, by the latest release of each name, if they lack a delta from what the device runs now and
     * have less than {@code most}.
     */
    CompletionStage<List<DeltaTarget>> lackingDeltas(DeviceStatus status, int most);
}
