package io.slipway.device.download.kafka;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

import io.slipway.device.download.WantedPayloads;
import io.slipway.device.identity.Sha256;
import io.slipway.device.identity.Tenant;
import io.slipway.events.Event;
import io.slipway.events.EventPublisher;
import io.slipway.events.Traces;

/** Tells with {@code PayloadWanted} on {@code slipway.device.payload.v1}; tries once, because the next device has it told again. */
public final class KafkaWantedPayloads implements WantedPayloads {

    private static final Logger LOG = Logger.getLogger(KafkaWantedPayloads.class);
    private static final String TOPIC = "slipway.device.payload.v1";

    private final EventPublisher publisher;
    private final Clock clock;
    private final JsonMapper json = new JsonMapper();

    public KafkaWantedPayloads(EventPublisher publisher, Clock clock) {
        this.publisher = publisher;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Void> tell(Tenant tenant, Sha256 payload) {
        Event event = event(tenant, payload, clock.instant());
        return Uni.createFrom()
                .deferred(() -> publisher.publish(event, Traces.currentTraceparent()))
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "Kafka was not told of a wanted payload tenant=%s payload=%s: %s", tenant, payload, failure))
                .subscribeAsCompletionStage();
    }

    private Event event(Tenant tenant, Sha256 payload, Instant now) {
        String content = json.createObjectNode()
                .put("tenant", tenant.name())
                .put("payloadSha256", payload.hex())
                .put("wantedAt", now.toString())
                .toString();
        return Event.of(TOPIC, tenant.name() + "/" + payload.hex(), "PayloadWanted", now, content);
    }
}
