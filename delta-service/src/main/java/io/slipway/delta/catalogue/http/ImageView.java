package io.slipway.delta.catalogue.http;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.slipway.delta.generation.Image;

/** An image as JSON. */
@Schema(name = "Image")
public record ImageView(
        @Schema(required = true, pattern = "[0-9a-f]{64}") String sha256,

        @Schema(required = true, description = "Bytes.") long length) {

    static ImageView of(Image image) {
        return new ImageView(image.sha256().hex(), image.length());
    }
}
