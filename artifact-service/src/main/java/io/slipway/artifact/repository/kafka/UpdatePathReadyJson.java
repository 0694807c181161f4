package io.slipway.artifact.repository.kafka;

import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.slipway.artifact.repository.PayloadOffer;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.events.EventRejectedException;
import io.slipway.events.ReceivedEvent;
import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.role.TargetPath;
import io.slipway.metadata.target.Content;
import io.slipway.metadata.target.PayloadTarget;

/** The event {@code UpdatePathReady} in the form of {@code docs/contracts/events}; fields that are not known here are ignored. */
@JsonIgnoreProperties(ignoreUnknown = true)
record UpdatePathReadyJson(
        String tenant, UUID releaseId, String component, String kind, ImageJson image, PayloadJson payload) {

    static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);
    private static final String FROM = "from";

    /** @throws EventRejectedException if it is no such event, or its key is another tenant's */
    static PayloadOffer offer(ReceivedEvent event) {
        try {
            JsonNode tree = JSON.readTree(event.requiredJson());
            UpdatePathReadyJson json = JSON.treeToValue(tree, UpdatePathReadyJson.class);
            if (json == null || !json.tenant.equals(event.tenant())) {
                throw new EventRejectedException("event-invalid", "The key " + event.key() + " is not of the tenant.");
            }
            return json.offer(source(tree));
        } catch (JsonProcessingException e) {
            throw new EventRejectedException("event-invalid", "UpdatePathReady: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            throw new EventRejectedException("event-invalid", "UpdatePathReady: " + e.getMessage());
        }
    }

    /** The image that a delta starts from. */
    private static Optional<Content> source(JsonNode tree) throws JsonProcessingException {
        return tree.has(FROM)
                ? Optional.of(JSON.treeToValue(tree.get(FROM), ImageJson.class).content())
                : Optional.empty();
    }

    private PayloadOffer offer(Optional<Content> from) {
        Content made = image.content();
        PayloadTarget target =
                new PayloadTarget(path(made, from), payload.content(), kind, made, from, payload.index());
        return new PayloadOffer(new Tenant(tenant), releaseId, component, target);
    }

    private TargetPath path(Content made, Optional<Content> from) {
        return switch (kind) {
            case PayloadTarget.FULL -> PayloadTarget.fullPath(made.sha256());
            case PayloadTarget.DELTA ->
                PayloadTarget.deltaPath(
                        made.sha256(),
                        from.orElseThrow(() -> new IllegalArgumentException("from: a delta names its source"))
                                .sha256());
            default -> throw new IllegalArgumentException("kind: expected full or delta, found another");
        };
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ImageJson(String sha256, long length) {

        Content content() {
            return new Content(length, new Sha256(sha256));
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record PayloadJson(String sha256, long length, String indexSha256, long indexLength) {

        Content content() {
            return new Content(length, new Sha256(sha256));
        }

        Content index() {
            return new Content(indexLength, new Sha256(indexSha256));
        }
    }
}
