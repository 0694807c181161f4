package io.slipway.device.command.kafka;

import java.time.Duration;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

import io.slipway.device.command.OfferCommand;
import io.slipway.device.command.kafka.CommandRecords.PendingChange;
import io.slipway.device.session.BrokerUnavailableException;
import io.slipway.events.EventReception;
import io.slipway.events.ReceivedEvent;

/**
 * Hands every change of a pending command over at the broker, once for all instances of the service. Waits for a broker that is away, however long: the
 * readiness of the service tells of it, and polls are answered meanwhile.
 */
@ApplicationScoped
class CommandConsumer {

    private static final Logger LOG = Logger.getLogger(CommandConsumer.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final EventReception reception;
    private final CommandRecords records;
    private final OfferCommand offerCommand;

    CommandConsumer(EventReception reception, CommandRecords records, OfferCommand offerCommand) {
        this.reception = reception;
        this.records = records;
        this.offerCommand = offerCommand;
    }

    @Incoming("commands")
    Uni<Void> on(ConsumerRecord<String, String> record) {
        return reception.receive(record, this::offer);
    }

    private Uni<Void> offer(ReceivedEvent event) {
        PendingChange change = records.read(event);
        return Uni.createFrom()
                .completionStage(() -> offerCommand.offer(change.device(), change.command()))
                .onFailure(BrokerUnavailableException.class)
                .invoke(failure -> LOG.warnf(
                        "A command is not at the broker yet, trying again tenant=%s deviceId=%s: %s",
                        change.device().tenant(), change.device().id(), failure.getMessage()))
                .onFailure(BrokerUnavailableException.class)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }
}
