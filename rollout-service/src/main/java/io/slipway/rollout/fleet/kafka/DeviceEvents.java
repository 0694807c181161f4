package io.slipway.rollout.fleet.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.slipway.events.Event;
import io.slipway.events.ReceivedEvent;
import io.slipway.rollout.EventIntake;
import io.slipway.rollout.fleet.DeviceFact;
import io.slipway.rollout.fleet.Fleet;

/** Takes in what the device-gateway publishes about devices. */
@ApplicationScoped
class DeviceEvents {

    private final EventIntake intake;
    private final Fleet fleet;

    DeviceEvents(EventIntake intake, Fleet fleet) {
        this.intake = intake;
        this.fleet = fleet;
    }

    @Incoming("devices")
    Uni<Void> onDevice(ConsumerRecord<String, String> record) {
        return intake.receive(record, event -> switch (event.type()) {
            case "DeviceEnrolled" -> learn(event, intake.read(event, DeviceEnrolled.class, DeviceEnrolled::fact));
            case "DeviceRevoked" -> learn(event, intake.read(event, DeviceRevoked.class, DeviceRevoked::fact));
            case Event.TOMBSTONE -> Uni.createFrom().voidItem();
            default -> throw EventIntake.unknown(event);
        });
    }

    /** Of the reports, only the status is for this feature; {@code deployment} reads the same topic and rejects what nobody knows. */
    @Incoming("device-status")
    Uni<Void> onReport(ConsumerRecord<String, String> record) {
        return intake.receive(
                record,
                event -> event.type().equals("DeviceStatusReported")
                        ? learn(event, intake.read(event, DeviceStatusReported.class, DeviceStatusReported::fact))
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> learn(ReceivedEvent event, DeviceFact fact) {
        EventIntake.requireKey(event, fact.device());
        return intake.once("fleet", event, () -> Uni.createFrom().completionStage(() -> fleet.record(fact)))
                .replaceWithVoid();
    }
}
