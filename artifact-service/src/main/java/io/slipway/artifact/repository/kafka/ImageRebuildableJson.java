package io.slipway.artifact.repository.kafka;

import java.time.DateTimeException;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;

import io.slipway.artifact.original.RebuildableImage;
import io.slipway.artifact.repository.kafka.UpdatePathReadyJson.ImageJson;
import io.slipway.artifact.repository.kafka.UpdatePathReadyJson.PayloadJson;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.events.EventRejectedException;
import io.slipway.events.ReceivedEvent;

/** The event {@code ImageRebuildable} in the form of {@code docs/contracts/events}; fields that are not known here are ignored. */
@JsonIgnoreProperties(ignoreUnknown = true)
record ImageRebuildableJson(String tenant, ImageJson image, PayloadJson payload, String provenAt) {

    /** @throws EventRejectedException if it is no such event, or its key is another tenant's */
    static RebuildableImage image(ReceivedEvent event) {
        try {
            ImageRebuildableJson json =
                    UpdatePathReadyJson.JSON.readValue(event.requiredJson(), ImageRebuildableJson.class);
            if (json == null || !json.tenant.equals(event.tenant())) {
                throw new EventRejectedException("event-invalid", "The key " + event.key() + " is not of the tenant.");
            }
            return new RebuildableImage(
                    new Tenant(json.tenant),
                    json.image.content(),
                    json.payload.content(),
                    json.payload.index(),
                    Instant.parse(json.provenAt));
        } catch (JsonProcessingException e) {
            throw new EventRejectedException("event-invalid", "ImageRebuildable: " + e.getOriginalMessage());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new EventRejectedException("event-invalid", "ImageRebuildable: " + e.getMessage());
        }
    }
}
