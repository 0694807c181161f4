package io.slipway.client.notification.json;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.slipway.client.notification.StateFormat;
import io.slipway.client.notification.UpdateState;
import io.slipway.client.notification.UpdateState.ConsentWanted;
import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.canonical.JsonText;

/** States as in docs/contracts/events/LocalUpdateState.schema.json. */
public final class JsonUpdateState implements StateFormat {

    @Override
    public String write(UpdateState state) {
        JsonObject.Builder json = JsonObject.builder().put("state", state.state());
        state.deployment().ifPresent(id -> json.put("deploymentId", id.toString()));
        state.release()
                .ifPresent(release -> json.put(
                        "release",
                        JsonObject.builder()
                                .put("name", release.name())
                                .put("version", release.version())
                                .build()));
        state.slot().ifPresent(slot -> json.put("slot", slot));
        state.progress()
                .ifPresent(progress -> json.put(
                        "progress",
                        JsonObject.builder()
                                .put("done", progress.done())
                                .put("total", progress.total())
                                .build()));
        state.reason()
                .ifPresent(reason -> json.put(
                        "reason",
                        JsonObject.builder()
                                .put("code", reason.code())
                                .put("detail", reason.detail())
                                .build()));
        state.consent().ifPresent(wanted -> json.put("consent", consent(wanted)));
        return JsonText.of(json.put("at", text(state.at())).build());
    }

    private static JsonObject consent(ConsentWanted wanted) {
        return JsonObject.builder()
                .put("wantedFor", wanted.occasion())
                .putIfPresent("deadline", wanted.deadline().map(JsonUpdateState::text))
                .putIfPresent("deferredUntil", wanted.deferredUntil().map(JsonUpdateState::text))
                .build();
    }

    private static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
