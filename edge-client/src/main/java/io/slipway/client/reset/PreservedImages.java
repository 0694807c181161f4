package io.slipway.client.reset;

import java.util.List;

import io.slipway.client.install.VerifyImage;

/**
 * The factory's images, as far as they are preserved.
 *
 * @param verify reads back what was written of them
 */
public record PreservedImages(List<FactoryImage> images, VerifyImage verify) {

    public PreservedImages {
        images = List.copyOf(images);
    }
}
