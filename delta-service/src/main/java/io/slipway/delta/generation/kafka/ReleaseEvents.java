package io.slipway.delta.generation.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.slipway.delta.EventIntake;
import io.slipway.delta.generation.PublishRelease;
import io.slipway.delta.generation.PublishedRelease;
import io.slipway.delta.generation.WithdrawRelease;
import io.slipway.events.ReceivedEvent;

/** Consumes {@code slipway.artifact.release.v1}. */
@ApplicationScoped
class ReleaseEvents {

    private final EventIntake intake;
    private final PublishRelease publish;
    private final WithdrawRelease withdraw;

    ReleaseEvents(EventIntake intake, PublishRelease publish, WithdrawRelease withdraw) {
        this.intake = intake;
        this.publish = publish;
        this.withdraw = withdraw;
    }

    @Incoming("releases")
    Uni<Void> on(ConsumerRecord<String, String> record) {
        return intake.receive(record, event -> switch (event.type()) {
            case "ReleasePublished" -> published(event);
            case "ReleaseWithdrawn" -> withdrawn(event);
            default -> throw EventIntake.unknown(event);
        });
    }

    private Uni<Void> published(ReceivedEvent event) {
        PublishedRelease release = intake.read(event, ReleasePublished.class, ReleasePublished::release);
        return Uni.createFrom().completionStage(() -> publish.publish(event.id(), release));
    }

    private Uni<Void> withdrawn(ReceivedEvent event) {
        ReleaseWithdrawn.Meaning withdrawn = intake.read(event, ReleaseWithdrawn.class, ReleaseWithdrawn::meaning);
        return Uni.createFrom()
                .completionStage(() -> withdraw.withdraw(event.id(), withdrawn.tenant(), withdrawn.releaseId()));
    }
}
