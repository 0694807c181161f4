package io.slipway.artifact.release.postgres;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.slipway.artifact.release.Component;
import io.slipway.artifact.release.ReleaseContent;
import io.slipway.artifact.release.ReleaseEvent;
import io.slipway.events.Event;
import io.slipway.metadata.target.ImageTarget;

/** Events about releases in the form of {@code docs/contracts/events}. */
final class ReleaseEventJson {

    private static final String TOPIC = "slipway.artifact.release.v1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReleaseEventJson() {}

    static Event event(ReleaseEvent event) {
        return switch (event) {
            case ReleaseEvent.ReleasePublished(ReleaseContent content, Instant at) ->
                event(content, "ReleasePublished", at, published(content, at));
            case ReleaseEvent.ReleaseWithdrawn(ReleaseContent content, String reason, Instant at) ->
                event(
                        content,
                        "ReleaseWithdrawn",
                        at,
                        new WithdrawnJson(content.tenant().name(), content.id(), reason, at.toString()));
        };
    }

    private static PublishedJson published(ReleaseContent content, Instant at) {
        return new PublishedJson(
                content.tenant().name(),
                content.id(),
                content.name(),
                content.version(),
                content.deviceTypes(),
                content.components().stream().map(c -> component(content, c)).toList(),
                at.toString());
    }

    private static ComponentJson component(ReleaseContent content, Component component) {
        return new ComponentJson(
                component.name(),
                ImageTarget.pathOf(content.name(), content.version(), component.name())
                        .value(),
                new ArtifactJson(
                        component.content().sha256().hex(), component.content().length(), component.format()));
    }

    private static Event event(ReleaseContent content, String type, Instant at, Object json) {
        try {
            return Event.of(TOPIC, content.tenant() + "/" + content.id(), type, at, JSON.writeValueAsString(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event always has a JSON form", e);
        }
    }

    private record PublishedJson(
            String tenant,
            UUID releaseId,
            String name,
            String version,
            List<String> deviceTypes,
            List<ComponentJson> components,
            String publishedAt) {}

    private record ComponentJson(String name, String target, ArtifactJson artifact) {}

    private record ArtifactJson(String sha256, long length, String format) {}

    private record WithdrawnJson(String tenant, UUID releaseId, String reason, String withdrawnAt) {}
}
