package io.slipway.delta.versions.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.slipway.delta.EventIntake;
import io.slipway.delta.versions.WantPayload;
import io.slipway.events.ReceivedEvent;

/** Consumes {@code slipway.device.payload.v1}. */
@ApplicationScoped
class PayloadRequestEvents {

    private final EventIntake intake;
    private final WantPayload want;

    PayloadRequestEvents(EventIntake intake, WantPayload want) {
        this.intake = intake;
        this.want = want;
    }

    @Incoming("payload-requests")
    Uni<Void> on(ConsumerRecord<String, String> record) {
        return intake.receive(record, event -> switch (event.type()) {
            case "PayloadWanted" -> wanted(event);
            default -> throw EventIntake.unknown(event);
        });
    }

    private Uni<Void> wanted(ReceivedEvent event) {
        PayloadWanted.Meaning wanted = intake.read(event, PayloadWanted.class, PayloadWanted::meaning);
        EventIntake.requireKey(event, wanted.key());
        return Uni.createFrom().completionStage(() -> want.want(event.id(), wanted.tenant(), wanted.payload()));
    }
}
