package io.slipway.artifact.repository.postgres;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

import io.slipway.artifact.repository.PayloadOffer;
import io.slipway.events.Event;
import io.slipway.metadata.target.Content;
import io.slipway.metadata.target.PayloadTarget;

/** The event {@code PayloadSigned} in the form of {@code docs/contracts/events}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PayloadSignedJson(
        String tenant,
        UUID releaseId,
        String component,
        String payloadName,
        String kind,
        ImageJson image,
        @Nullable ImageJson from,
        PayloadJson payload,
        String signedAt) {

    private static final String TOPIC = "slipway.artifact.payload.v1";
    private static final ObjectMapper JSON = new ObjectMapper();

    static Event event(PayloadOffer offer, Instant at) {
        PayloadTarget target = offer.target();
        String tenant = offer.tenant().name();
        String name = target.path().value();
        var json = new PayloadSignedJson(
                tenant,
                offer.releaseId(),
                offer.component(),
                name,
                target.kind(),
                ImageJson.of(target.image()),
                target.from().map(ImageJson::of).orElse(null),
                new PayloadJson(
                        target.content().sha256().hex(),
                        target.content().length(),
                        target.index().sha256().hex(),
                        target.index().length()),
                at.toString());
        try {
            return Event.of(TOPIC, tenant + "/" + name, "PayloadSigned", at, JSON.writeValueAsString(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event always has a JSON form", e);
        }
    }

    record ImageJson(String sha256, long length) {

        static ImageJson of(Content image) {
            return new ImageJson(image.sha256().hex(), image.length());
        }
    }

    record PayloadJson(String sha256, long length, String indexSha256, long indexLength) {}
}
