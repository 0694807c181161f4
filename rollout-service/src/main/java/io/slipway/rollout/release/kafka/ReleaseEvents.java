package io.slipway.rollout.release.kafka;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.slipway.events.ReceivedEvent;
import io.slipway.rollout.EventIntake;
import io.slipway.rollout.release.Release;
import io.slipway.rollout.release.ReleaseWatcher;
import io.slipway.rollout.release.Releases;
import io.slipway.rollout.release.SignedPayload;

/** Takes in what the artifact-service publishes. */
@ApplicationScoped
class ReleaseEvents {

    private final EventIntake intake;
    private final Releases releases;
    private final ReleaseWatcher watcher;

    ReleaseEvents(EventIntake intake, Releases releases, ReleaseWatcher watcher) {
        this.intake = intake;
        this.releases = releases;
        this.watcher = watcher;
    }

    @Incoming("releases")
    Uni<Void> onRelease(ConsumerRecord<String, String> record) {
        return intake.receive(record, event -> switch (event.type()) {
            case "ReleasePublished" -> published(event);
            case "ReleaseWithdrawn" -> withdrawn(event);
            default -> throw EventIntake.unknown(event);
        });
    }

    @Incoming("payloads")
    Uni<Void> onPayload(ConsumerRecord<String, String> record) {
        return intake.receive(record, event -> switch (event.type()) {
            case "PayloadSigned" -> signed(event);
            default -> throw EventIntake.unknown(event);
        });
    }

    private Uni<Void> published(ReceivedEvent event) {
        Release release = intake.read(event, ReleasePublished.class, ReleasePublished::release);
        EventIntake.requireKey(event, release.tenant() + "/" + release.id());
        return once(event, () -> releases.publish(release));
    }

    private Uni<Void> withdrawn(ReceivedEvent event) {
        ReleaseWithdrawn.Meaning withdrawn = intake.read(event, ReleaseWithdrawn.class, ReleaseWithdrawn::meaning);
        EventIntake.requireKey(event, withdrawn.tenant() + "/" + withdrawn.id());
        return once(event, () -> releases.withdraw(withdrawn.tenant(), withdrawn.id(), withdrawn.withdrawal()));
    }

    private Uni<Void> signed(ReceivedEvent event) {
        Optional<SignedPayload> payload = intake.read(event, PayloadSigned.class, PayloadSigned::payloadForAll);
        return payload.isEmpty() ? Uni.createFrom().voidItem() : once(event, () -> releases.keep(payload.get()));
    }

    private Uni<Void> once(ReceivedEvent event, Supplier<CompletionStage<Void>> effect) {
        return intake.once("release", event, () -> Uni.createFrom().completionStage(effect))
                .invoke(done -> watcher.releasesChanged())
                .replaceWithVoid();
    }
}
