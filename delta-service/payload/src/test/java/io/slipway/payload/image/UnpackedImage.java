package io.slipway.payload.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** An image with its compressed pieces unpacked, in which the runs of a layout can be looked up. */
public final class UnpackedImage {

    private final byte[] bytes;

    private UnpackedImage(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Unpacks all pieces of a layout. */
    public static UnpackedImage of(ImageBytes image, ImageLayout layout) throws UnreadableImageException {
        byte[] bytes = new byte
                [Math.toIntExact(layout.pieces().stream()
                        .mapToLong(Piece::unpackedLength)
                        .sum())];
        int at = 0;
        for (Piece piece : layout.pieces()) {
            byte[] content =
                    switch (piece) {
                        case Piece.Plain plain -> image.bytes(plain.offset(), (int) plain.length());
                        case Piece.Packed packed -> Unpacking.contentOf(image, packed);
                        case Piece.Stream stream -> contentOf(image, stream);
                    };
            System.arraycopy(content, 0, bytes, at, content.length);
            at += content.length;
        }
        return new UnpackedImage(bytes);
    }

    private static byte[] contentOf(ImageBytes image, Piece.Stream stream) throws UnreadableImageException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try {
            Unpacking.writeContentOf(image, stream, content);
        } catch (IOException e) {
            throw new AssertionError("memory does not fail to be written", e);
        }
        return content.toByteArray();
    }

    /** All of it. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The content of a file by its runs. */
    public byte[] contentOf(ImageFile file) {
        byte[] content = new byte[Math.toIntExact(file.size())];
        for (ImageFile.Run run : file.runs()) {
            System.arraycopy(bytes, (int) run.offset(), content, (int) run.fileOffset(), (int) run.length());
        }
        return content;
    }

    /** Checks that a layout names exactly the files of a tree, each with its content. */
    public void assertHolds(SampleTree tree, ImageLayout layout) {
        assertThat(tree.differences(layout)).isEmpty();
        for (ImageFile file : layout.files()) {
            if (!file.isMetadata()) {
                assertThat(contentOf(file)).as(file.path()).isEqualTo(tree.contentOf(file));
            }
        }
    }

    /** Checks that each file of a layout has the content that a tool extracted to a folder. */
    public void assertEqualsExtracted(Path folder, ImageLayout layout) throws Exception {
        for (ImageFile file : layout.files()) {
            if (!file.isMetadata() && file.path().indexOf('\uFFFD') < 0) {
                assertThat(contentOf(file)).as(file.path()).isEqualTo(Files.readAllBytes(folder.resolve(file.path())));
            }
        }
    }
}
