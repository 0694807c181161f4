package io.slipway.rollout.deployment.kafka;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

import io.slipway.events.EventRejectedException;
import io.slipway.events.ReceivedEvent;
import io.slipway.rollout.EventIntake;
import io.slipway.rollout.deployment.Deployment;
import io.slipway.rollout.deployment.DeploymentReport;
import io.slipway.rollout.deployment.DeploymentWatcher;
import io.slipway.rollout.deployment.RecordOffer;
import io.slipway.rollout.deployment.RecordReport;

/** Takes in what devices and the device-gateway say about deployments. */
@ApplicationScoped
class DeploymentEvents {

    private static final Logger LOG = Logger.getLogger(DeploymentEvents.class);

    private final EventIntake intake;
    private final RecordReport reports;
    private final RecordOffer offers;
    private final DeploymentWatcher watcher;

    DeploymentEvents(EventIntake intake, RecordReport reports, RecordOffer offers, DeploymentWatcher watcher) {
        this.intake = intake;
        this.reports = reports;
        this.offers = offers;
        this.watcher = watcher;
    }

    @Incoming("deployment-reports")
    Uni<Void> on(ConsumerRecord<String, String> record) {
        return intake.receive(record, event -> switch (event.type()) {
            case "DeploymentReported" -> reported(event);
            case "CommandOffered" -> offered(event);
            case "DeviceStatusReported" -> Uni.createFrom().voidItem();
            default -> throw EventIntake.unknown(event);
        });
    }

    private Uni<Void> reported(ReceivedEvent event) {
        DeploymentReport report = intake.read(event, DeploymentReported.class, DeploymentReported::report);
        EventIntake.requireKey(event, report.device());
        return once(event, () -> reports.record(report));
    }

    private Uni<Void> offered(ReceivedEvent event) {
        CommandOffered.Meaning offer = intake.read(event, CommandOffered.class, CommandOffered::meaning);
        EventIntake.requireKey(event, offer.device());
        return once(event, () -> offers.record(offer.device(), offer.deployment(), offer.at()));
    }

    private Uni<Void> once(ReceivedEvent event, Supplier<CompletionStage<Optional<Deployment.Fold>>> effect) {
        return intake.once("deployment", event, () -> Uni.createFrom()
                        .completionStage(effect)
                        .map(fold ->
                                fold.orElseGet(() -> new Deployment.Fold.Refused("the tenant has no such deployment")))
                        .invoke(DeploymentEvents::requirePossible))
                .invoke(answer -> answer.ifPresent(fold -> tell(event, fold)))
                .replaceWithVoid();
    }

    /** Inside the transaction, so that nothing of what cannot be true stays behind. */
    private static void requirePossible(Deployment.Fold fold) {
        if (fold instanceof Deployment.Fold.Refused(String why)) {
            throw new EventRejectedException("report-refused", why);
        }
    }

    private void tell(ReceivedEvent event, Deployment.Fold fold) {
        switch (fold) {
            case Deployment.Fold.Changed(Deployment next, boolean ended) -> {
                if (next.state().stage().isFinal()) {
                    LOG.infof(
                            "Deployment ended tenant=%s deviceId=%s rolloutId=%s deploymentId=%s state=%s reason=%s",
                            next.device().tenant(),
                            next.device().id(),
                            next.rollout().id(),
                            next.id(),
                            next.state().stage().word(),
                            next.reason().map(Object::toString).orElse(""));
                    watcher.deploymentsChanged(next.rollout());
                }
            }
            case Deployment.Fold.Ignored(String why) ->
                LOG.debugf("Report changes nothing: %s eventId=%s key=%s", why, event.id(), event.key());
            case Deployment.Fold.Refused refused -> {}
        }
    }
}
