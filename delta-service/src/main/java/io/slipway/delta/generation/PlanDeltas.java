package io.slipway.delta.generation;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.slipway.delta.fleet.DeviceStatus;
import io.slipway.delta.fleet.Fleet;
import io.slipway.delta.fleet.FleetWatcher;
import io.slipway.delta.fleet.RunningImage;
import io.slipway.payload.index.Sha256;

/** Sees to it that there are deltas from the images that most devices run, to the latest releases. May be repeated at any time. */
public final class PlanDeltas implements FleetWatcher {

    /** Among so many images of a component the sources are looked for. */
    private static final int MOST_RANKED = 1000;

    private final Fleet fleet;
    private final PayloadRequests requests;
    private final int most;
    private final Clock clock;

    /**
     * The use case.
     *
     * @param most deltas for each component of a release; 0 for none
     */
    public PlanDeltas(Fleet fleet, PayloadRequests requests, int most, Clock clock) {
        this.fleet = fleet;
        this.requests = requests;
        this.most = most;
        this.clock = clock;
    }

    /** Plans the deltas to a release that was published, and from it to later ones that became known before; does not block. */
    CompletionStage<Void> plan(PublishedRelease release) {
        return planAll(own(release))
                .thenCompose(_ -> requests.latestBeside(release))
                .thenCompose(this::planAll);
    }

    private static List<DeltaTarget> own(PublishedRelease release) {
        return release.parts().stream()
                .map(part -> new DeltaTarget(release.tenant(), release.id(), part.component(), release.deviceTypes()))
                .toList();
    }

    /** A device may run what no device ran when its next release was published. */
    @Override
    public CompletionStage<Void> reported(DeviceStatus status) {
        return requests.lackingDeltas(status, most).thenCompose(this::planAll);
    }

    private CompletionStage<Void> planAll(List<DeltaTarget> targets) {
        CompletionStage<Void> chain = CompletableFuture.completedStage(null);
        for (DeltaTarget target : targets) {
            chain = chain.thenCompose(_ -> plan(target));
        }
        return chain;
    }

    private CompletionStage<Void> plan(DeltaTarget target) {
        return fleet.running(target.tenant(), target.component(), target.deviceTypes(), MOST_RANKED)
                .thenCompose(running -> running.isEmpty()
                        ? CompletableFuture.completedStage(null)
                        : requests.addDeltas(
                                target, images(running), most, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    private static List<Sha256> images(List<RunningImage> running) {
        return running.stream().map(RunningImage::sha256).toList();
    }
}
