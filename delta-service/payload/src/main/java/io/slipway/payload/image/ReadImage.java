package io.slipway.payload.image;

import java.util.List;
import java.util.Optional;

/** Finds the reader for an image; what no reader understands is plain bytes. */
public final class ReadImage {

    private final List<FilesystemReader> readers;

    /** @param readers in the order in which they are asked */
    public ReadImage(List<FilesystemReader> readers) {
        this.readers = List.copyOf(readers);
    }

    /** The layout of an image. Never fails: a damaged image is plain bytes with a remark that says why. */
    public ImageLayout layoutOf(ImageBytes image) {
        for (FilesystemReader reader : readers) {
            if (reader.recognises(image)) {
                try {
                    return reader.read(image);
                } catch (UnreadableImageException e) {
                    return ImageLayout.plain(
                            image.length(), Optional.of("not read as " + reader.name() + ": " + e.getMessage()));
                }
            }
        }
        return ImageLayout.plain(image.length(), Optional.empty());
    }
}
