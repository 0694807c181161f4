package io.slipway.delta.catalogue.http;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.slipway.delta.generation.Progress;

/** How far an attempt is, as JSON. */
@Schema(name = "Progress")
public record ProgressView(
        @Schema(
                required = true,
                enumeration = {"fetching", "compressing", "comparing", "verifying", "uploading"})
        String phase,

        @Schema(required = true, description = "Bytes done in this phase.")
        long done,

        @Schema(required = true, description = "Bytes of this phase.")
        long total,

        @Schema(required = true, minimum = "0", maximum = "100", description = "Percent of this phase that are done.")
        int percent) {

    private static final int ALL = 100;

    static ProgressView of(Progress progress) {
        String phase =
                switch (progress.phase()) {
                    case FETCHING -> "fetching";
                    case COMPRESSING -> "compressing";
                    case COMPARING -> "comparing";
                    case VERIFYING -> "verifying";
                    case UPLOADING -> "uploading";
                };
        return new ProgressView(phase, progress.done(), progress.total(), percent(progress));
    }

    private static int percent(Progress progress) {
        return progress.total() == 0 ? 0 : (int) Math.min(ALL, ALL * progress.done() / progress.total());
    }
}
