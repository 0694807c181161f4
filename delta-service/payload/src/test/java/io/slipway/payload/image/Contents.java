package io.slipway.payload.image;

import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads files out of images by what a layout says of them. */
public final class Contents {

    private Contents() {}

    /** The content of a file of an image that stores everything uncompressed. */
    public static byte[] of(ImageBytes image, ImageFile file) throws UnreadableImageException {
        byte[] content = new byte[Math.toIntExact(file.size())];
        for (ImageFile.Run run : file.runs()) {
            byte[] part = image.bytes(run.offset(), (int) run.length());
            System.arraycopy(part, 0, content, (int) run.fileOffset(), part.length);
        }
        return content;
    }

    /** Checks that a layout names exactly the files of a tree, each with its content, in the order of the image. */
    public static void assertHolds(SampleTree tree, ImageBytes image, ImageLayout layout)
            throws UnreadableImageException {
        assertThat(tree.differences(layout)).isEmpty();
        long last = 0;
        for (ImageFile file : layout.files()) {
            if (!file.isMetadata()) {
                assertThat(Arrays.equals(of(image, file), tree.contentOf(file)))
                        .as(file.path())
                        .isTrue();
            }
            if (!file.runs().isEmpty()) {
                assertThat(file.runs().getFirst().offset()).isGreaterThanOrEqualTo(last);
                last = file.runs().getFirst().offset();
            }
        }
    }
}
