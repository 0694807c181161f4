package io.slipway.standalone.demo.cli;

import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.image.DebianImages;
import io.slipway.standalone.operator.Image;

/** The two images of a demonstration, read before anything is started. Their sizes may differ: a slot is as large as what is written into it. */
record DemoImages(Image from, Image to) {

    /**
     * Reads both files.
     *
     * @throws StandaloneException if one is missing or empty, or both are the same
     */
    static DemoImages read(DebianImages.Images files) {
        DemoImages images = new DemoImages(Image.of(files.from()), Image.of(files.to()));
        if (images.from().content().equals(images.to().content())) {
            throw new StandaloneException("The image files " + files.from() + " and " + files.to()
                    + " have the same content, so there is nothing to update.");
        }
        return images;
    }
}
