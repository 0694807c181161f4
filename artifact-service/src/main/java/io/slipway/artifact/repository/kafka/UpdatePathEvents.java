package io.slipway.artifact.repository.kafka;

import java.util.concurrent.ExecutorService;

import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

import io.slipway.artifact.original.NoteProof;
import io.slipway.artifact.original.RebuildableImage;
import io.slipway.artifact.repository.AcceptPayload;
import io.slipway.artifact.repository.PayloadOffer;
import io.slipway.events.EventReception;
import io.slipway.events.EventRejectedException;
import io.slipway.events.ReceivedEvent;

/** Consumes {@code slipway.delta.path.v1}. */
@ApplicationScoped
class UpdatePathEvents {

    private static final Logger LOG = Logger.getLogger(UpdatePathEvents.class);

    private final EventReception reception;
    private final AcceptPayload accept;
    private final NoteProof noteProof;
    private final ExecutorService virtualThreads;

    UpdatePathEvents(
            EventReception reception,
            AcceptPayload accept,
            NoteProof noteProof,
            @VirtualThreads ExecutorService virtualThreads) {
        this.reception = reception;
        this.accept = accept;
        this.noteProof = noteProof;
        this.virtualThreads = virtualThreads;
    }

    @Incoming("update-paths")
    Uni<Void> on(ConsumerRecord<String, String> record) {
        return reception.receive(record, this::receive);
    }

    private Uni<Void> receive(ReceivedEvent event) {
        return switch (event.type()) {
            case "UpdatePathReady" -> accept(event, UpdatePathReadyJson.offer(event));
            case "ImageRebuildable" -> note(event, ImageRebuildableJson.image(event));
            case "UpdatePathRejected", "ImageCooled" -> Uni.createFrom().voidItem();
            default ->
                throw new EventRejectedException("type-unknown", "The type " + event.type() + " is not of this topic.");
        };
    }

    private Uni<Void> note(ReceivedEvent event, RebuildableImage image) {
        return Uni.createFrom().voidItem().emitOn(virtualThreads).invoke(() -> noteProof.note(event.id(), image));
    }

    private Uni<Void> accept(ReceivedEvent event, PayloadOffer offer) {
        return Uni.createFrom()
                .item(() -> accept.accept(event.id(), offer))
                .runSubscriptionOn(virtualThreads)
                .invoke(accepted -> {
                    if (!accepted) {
                        throw new EventRejectedException(
                                "image-unknown",
                                "Release " + offer.releaseId() + " has no component " + offer.component()
                                        + " with this image.");
                    }
                    LOG.infof(
                            "Payload accepted tenant=%s releaseId=%s payload=%s",
                            offer.tenant(), offer.releaseId(), offer.target().path());
                })
                .replaceWithVoid();
    }
}
