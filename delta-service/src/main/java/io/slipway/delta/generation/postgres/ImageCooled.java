package io.slipway.delta.generation.postgres;

import io.slipway.delta.generation.Image;
import io.slipway.delta.generation.PayloadJob.Cold;
import io.slipway.delta.generation.postgres.PathEvent.ImageJson;
import io.slipway.delta.generation.postgres.PathEvent.PayloadJson;

/** The event of that name. */
record ImageCooled(String tenant, ImageJson image, ImageJson from, PayloadJson payload, String cooledAt) {

    static ImageCooled of(Cold job, String at) {
        Image image = job.way().image();
        return new ImageCooled(
                image.tenant(), ImageJson.of(image), ImageJson.of(job.base()), PayloadJson.of(job.payload()), at);
    }
}
