package io.slipway.client.media.json;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.slipway.client.media.MediaResult;
import io.slipway.client.media.ResultWriter;
import io.slipway.metadata.canonical.JsonLimits;
import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.canonical.JsonReader;
import io.slipway.metadata.canonical.JsonText;

/** Results as in docs/contracts, section "Bundle on local media". */
public final class JsonResultWriter implements ResultWriter {

    @Override
    public String write(MediaResult result) {
        return JsonText.of(JsonObject.builder()
                .put("format", "slipway-result-1")
                .put("bundle", result.bundleId())
                .put("deviceId", result.deviceId())
                .put("deviceType", result.deviceType())
                .put(
                        "release",
                        JsonObject.builder()
                                .put("id", result.release().id())
                                .put("name", result.release().name())
                                .put("version", result.release().version())
                                .build())
                .put("startedAt", text(result.startedAt()))
                .put("endedAt", text(result.endedAt()))
                .put(
                        "report",
                        JsonReader.readObject(result.report().getBytes(StandardCharsets.UTF_8), JsonLimits.MESSAGE))
                .build());
    }

    private static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
