package io.slipway.delta.fleet.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.slipway.delta.EventIntake;
import io.slipway.delta.fleet.DeviceKey;
import io.slipway.delta.fleet.DeviceStatus;
import io.slipway.delta.fleet.Fleet;
import io.slipway.delta.fleet.RecordStatus;
import io.slipway.events.Event;
import io.slipway.events.ReceivedEvent;

/** Consumes {@code slipway.device.device.v1}, and the status reports of {@code slipway.device.report.v1}. */
@ApplicationScoped
class DeviceEvents {

    private final EventIntake intake;
    private final Fleet fleet;
    private final RecordStatus recordStatus;

    DeviceEvents(EventIntake intake, Fleet fleet, RecordStatus recordStatus) {
        this.intake = intake;
        this.fleet = fleet;
        this.recordStatus = recordStatus;
    }

    @Incoming("devices")
    Uni<Void> onDevice(ConsumerRecord<String, String> record) {
        return intake.receive(record, event -> switch (event.type()) {
            case "DeviceEnrolled" -> {
                DeviceKey device = device(event);
                yield Uni.createFrom().completionStage(() -> fleet.enrolled(event.id(), device));
            }
            case "DeviceRevoked" -> {
                DeviceKey device = device(event);
                yield Uni.createFrom().completionStage(() -> fleet.forget(event.id(), device));
            }
            case Event.TOMBSTONE -> Uni.createFrom().voidItem();
            default -> throw EventIntake.unknown(event);
        });
    }

    /** Of the reports, only the status matters here. */
    @Incoming("device-reports")
    Uni<Void> onReport(ConsumerRecord<String, String> record) {
        return intake.receive(record, event -> switch (event.type()) {
            case "DeviceStatusReported" -> reported(event);
            case "DeploymentReported", "CommandOffered", Event.TOMBSTONE ->
                Uni.createFrom().voidItem();
            default -> throw EventIntake.unknown(event);
        });
    }

    private Uni<Void> reported(ReceivedEvent event) {
        DeviceStatus status = intake.read(event, DeviceStatusReported.class, DeviceStatusReported::status);
        EventIntake.requireKey(event, status.device());
        return Uni.createFrom().completionStage(() -> recordStatus.record(event.id(), status));
    }

    private DeviceKey device(ReceivedEvent event) {
        DeviceKey device = intake.read(event, DeviceNamed.class, DeviceNamed::device);
        EventIntake.requireKey(event, device);
        return device;
    }
}
