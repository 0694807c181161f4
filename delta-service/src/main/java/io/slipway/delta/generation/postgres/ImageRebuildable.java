package io.slipway.delta.generation.postgres;

import io.slipway.delta.generation.Image;
import io.slipway.delta.generation.StoredPayload;
import io.slipway.delta.generation.postgres.PathEvent.ImageJson;
import io.slipway.delta.generation.postgres.PathEvent.PayloadJson;

/** The event of that name. */
record ImageRebuildable(String tenant, ImageJson image, PayloadJson payload, String provenAt) {

    static ImageRebuildable of(Image image, StoredPayload payload, String at) {
        return new ImageRebuildable(image.tenant(), ImageJson.of(image), PayloadJson.of(payload), at);
    }
}
