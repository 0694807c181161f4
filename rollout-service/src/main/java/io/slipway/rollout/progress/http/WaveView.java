package io.slipway.rollout.progress.http;

import java.util.LinkedHashMap;
import java.util.Map;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.slipway.rollout.wave.WaveTally;

/** A wave in an answer. */
@Schema(
        name = "Wave",
        requiredProperties = {"number", "devices", "state", "counts", "skipped"})
record WaveView(
        @Schema(description = "From 1.") int number,
        int devices,

        @Schema(enumeration = {"waiting", "running", "finished"})
        String state,

        @Schema(description = "Its deployments by state; a state that is absent has none.")
        Map<String, Integer> counts,

        @Schema(description = "How many of the rejected ones were never asked, because they were busy or revoked.")
        int skipped) {

    static WaveView of(WaveTally wave) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        wave.counts().forEach((stage, n) -> counts.put(stage.word(), n));
        return new WaveView(wave.number(), wave.devices(), state(wave), counts, wave.skipped());
    }

    private static String state(WaveTally wave) {
        if (wave.counts().isEmpty()) {
            return "waiting";
        }
        return wave.finished() ? "finished" : "running";
    }
}
