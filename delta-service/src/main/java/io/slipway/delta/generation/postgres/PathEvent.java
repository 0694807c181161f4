package io.slipway.delta.generation.postgres;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import io.slipway.delta.generation.Image;
import io.slipway.delta.generation.Reason;
import io.slipway.delta.generation.Sizes;
import io.slipway.delta.generation.StoredPayload;
import io.slipway.delta.generation.Way;

/** The events {@code UpdatePathReady} and {@code UpdatePathRejected}; which one it is, is told by the part that is there. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PathEvent(
        String tenant,
        UUID releaseId,
        String component,
        String kind,
        ImageJson image,
        @Nullable ImageJson from,
        @Nullable PayloadJson payload,
        @Nullable String readyAt,
        @Nullable ReasonJson reason,
        @Nullable SizesJson sizes,
        @Nullable String rejectedAt) {

    record ImageJson(String sha256, long length) {

        static ImageJson of(Image image) {
            return new ImageJson(image.sha256().hex(), image.length());
        }
    }

    record PayloadJson(String sha256, long length, String indexSha256, long indexLength) {

        static PayloadJson of(StoredPayload payload) {
            return new PayloadJson(
                    payload.sha256().hex(),
                    payload.length(),
                    payload.index().sha256().hex(),
                    payload.index().length());
        }
    }

    record ReasonJson(String code, String detail) {}

    record SizesJson(long delta, long full) {}

    static PathEvent ready(Way way, UUID releaseId, String component, StoredPayload payload, String at) {
        return of(way, releaseId, component, PayloadJson.of(payload), at, null, null, null);
    }

    /** @param sizes what was measured, if that is the reason */
    static PathEvent rejected(
            Way way, UUID releaseId, String component, Reason reason, @Nullable Sizes sizes, String at) {
        return of(
                way,
                releaseId,
                component,
                null,
                null,
                new ReasonJson(reason.code(), reason.detail()),
                sizes == null ? null : new SizesJson(sizes.delta(), sizes.full()),
                at);
    }

    private static PathEvent of(
            Way way,
            UUID releaseId,
            String component,
            @Nullable PayloadJson payload,
            @Nullable String readyAt,
            @Nullable ReasonJson reason,
            @Nullable SizesJson sizes,
            @Nullable String rejectedAt) {
        return new PathEvent(
                way.image().tenant(),
                releaseId,
                component,
                way.kind().word(),
                ImageJson.of(way.image()),
                way.from().map(ImageJson::of).orElse(null),
                payload,
                readyAt,
                reason,
                sizes,
                rejectedAt);
    }
}
