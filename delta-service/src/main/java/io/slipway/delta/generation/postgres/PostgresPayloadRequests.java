package io.slipway.delta.generation.postgres;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import io.slipway.delta.fleet.DeviceStatus;
import io.slipway.delta.generation.DeltaPlan;
import io.slipway.delta.generation.DeltaTarget;
import io.slipway.delta.generation.Image;
import io.slipway.delta.generation.PayloadRequests;
import io.slipway.delta.generation.PublishedRelease;
import io.slipway.delta.generation.PublishedRelease.Part;
import io.slipway.delta.generation.Way;
import io.slipway.events.Inbox;
import io.slipway.events.Traces;
import io.slipway.payload.index.Sha256;

/**
 * {@link PayloadRequests} in the tables {@code release_component}, {@code update_path} and {@code payload_job}. Rows are locked in this order of tables:
 * components of a release, then jobs by their keys.
 */
@ApplicationScoped
class PostgresPayloadRequests implements PayloadRequests {

    private static final String CONSUMER = "payload-jobs";

    private final Mutiny.SessionFactory sessions;
    private final Inbox inbox;
    private final ComponentTable components;
    private final JobTable jobs;

    PostgresPayloadRequests(Mutiny.SessionFactory sessions, Inbox inbox, ComponentTable components, JobTable jobs) {
        this.sessions = sessions;
        this.inbox = inbox;
        this.components = components;
        this.jobs = jobs;
    }

    @Override
    public CompletionStage<Void> publish(UUID event, PublishedRelease release, Instant now) {
        List<Way.Full> ways = release.parts().stream()
                .map(Part::image)
                .distinct()
                .map(Way.Full::new)
                .toList();
        @Nullable String traceparent = Traces.currentTraceparent();
        return oncePerEvent(event, session -> components
                .add(session, release)
                .chain(() -> jobs.request(session, ways, now))
                .chain(() -> InTurn.each(
                        release.parts(),
                        part -> WaitingPaths.add(
                                session, release.id(), part.component(), new Way.Full(part.image()), traceparent, now)))
                .chain(() -> jobs.announce(session, ways, now)));
    }

    @Override
    public CompletionStage<Void> withdraw(UUID event, String tenant, UUID releaseId, Instant now) {
        return oncePerEvent(event, session -> components
                .withdraw(session, tenant, releaseId, now)
                .chain(() -> WaitingPaths.jobsOf(session, tenant, releaseId))
                .call(keys -> InTurn.each(keys, key -> jobs.locked(session, key)))
                .call(() -> WaitingPaths.withdraw(session, tenant, releaseId, now))
                .chain(keys -> InTurn.each(keys, key -> dropUnwanted(session, key, now))));
    }

    @Override
    public CompletionStage<Void> addDeltas(DeltaTarget target, List<Sha256> ranked, int most, Instant now) {
        return sessions.withTransaction(session -> components
                        .lock(session, target)
                        .chain(image -> image.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : addDeltas(session, target, image.get(), ranked, most, now)))
                .subscribeAsCompletionStage();
    }

    private Uni<Void> addDeltas(
            Mutiny.Session session, DeltaTarget target, Image image, List<Sha256> ranked, int most, Instant now) {
        return components
                .known(session, target.tenant(), ranked)
                .chain(known -> WaitingPaths.sourcesOf(session, target)
                        .map(planned -> DeltaPlan.additions(image, known, planned, most)))
                .map(sources -> sources.stream()
                        .map(source -> new Way.Delta(source, image))
                        .toList())
                .chain(ways -> (ways.isEmpty() ? Uni.createFrom().voidItem() : jobs.warm(session, image, now))
                        .chain(() -> jobs.request(session, ways, now))
                        .chain(() -> InTurn.each(
                                ways,
                                way -> WaitingPaths.add(
                                        session,
                                        target.releaseId(),
                                        target.component(),
                                        way,
                                        Traces.currentTraceparent(),
                                        now)))
                        .chain(() -> jobs.announce(session, ways, now)));
    }

    @Override
    public CompletionStage<List<DeltaTarget>> latestBeside(PublishedRelease release) {
        return sessions.withSession(session -> components.latestBeside(session, release))
                .subscribeAsCompletionStage();
    }

    @Override
    public CompletionStage<List<DeltaTarget>> lackingDeltas(DeviceStatus status, int most) {
        if (status.installed().isEmpty() || most == 0) {
            return CompletableFuture.completedStage(List.of());
        }
        return sessions.withSession(session -> components.lackingDeltas(session, status, most))
                .subscribeAsCompletionStage();
    }

    private Uni<Void> dropUnwanted(Mutiny.Session session, String key, Instant now) {
        return WaitingPaths.isWanted(session, key)
                .chain(wanted -> wanted ? Uni.createFrom().voidItem() : jobs.drop(session, key, now));
    }

    private CompletionStage<Void> oncePerEvent(UUID event, Function<Mutiny.Session, Uni<Void>> effect) {
        return sessions.withTransaction(session -> inbox.once(session, CONSUMER, event, () -> effect.apply(session)))
                .replaceWithVoid()
                .subscribeAsCompletionStage();
    }
}
