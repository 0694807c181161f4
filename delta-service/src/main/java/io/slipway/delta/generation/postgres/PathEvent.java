package io.slipway.delta.generation.postgres;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import io.slipway.delta.generation.Image;
import io.slipway.delta.generation.Reason;
import io.slipway.delta.generation.StoredPayload;

/** The events {@code UpdatePathReady} and {@code UpdatePathRejected}; which one it is, is told by the part that is there. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PathEvent(
        String tenant,
        UUID releaseId,
        String component,
        String kind,
        ImageJson image,
        @Nullable PayloadJson payload,
        @Nullable String readyAt,
        @Nullable ReasonJson reason,
        @Nullable String rejectedAt) {

    private static final String FULL = "full";

    record ImageJson(String sha256, long length) {

        static ImageJson of(Image image) {
            return new ImageJson(image.sha256().hex(), image.length());
        }
    }

    record PayloadJson(String sha256, long length, String indexSha256, long indexLength) {}

    record ReasonJson(String code, String detail) {}

    static PathEvent ready(Image image, UUID releaseId, String component, StoredPayload payload, String at) {
        PayloadJson json = new PayloadJson(
                payload.sha256().hex(),
                payload.length(),
                payload.index().sha256().hex(),
                payload.index().length());
        return new PathEvent(image.tenant(), releaseId, component, FULL, ImageJson.of(image), json, at, null, null);
    }

    static PathEvent rejected(Image image, UUID releaseId, String component, Reason reason, String at) {
        ReasonJson json = new ReasonJson(reason.code(), reason.detail());
        return new PathEvent(image.tenant(), releaseId, component, FULL, ImageJson.of(image), null, null, json, at);
    }
}
