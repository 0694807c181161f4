package io.slipway.payload.image.erofs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.image.UnpackedImage;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads images with features that Debian 12's tools cannot make; {@code make-images.sh} beside them made them. */
class GoldenErofsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fragments",
                "fragments-full-index",
                "all-fragments",
                "dedupe",
                "everything",
                "small-blocks",
            })
    void finds_what_was_packed(String name) throws Exception {
        // Given
        ImageBytes image = ImageBytes.of(image(name));

        // When
        ImageLayout layout = new ErofsReader().read(image);

        // Then
        UnpackedImage unpacked = UnpackedImage.of(image, layout);
        Map<String, String> found = new TreeMap<>();
        for (ImageFile file : layout.files()) {
            if (!file.isMetadata()) {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(unpacked.contentOf(file));
                found.put(file.path(), file.size() + "," + HexFormat.of().formatHex(digest));
            }
        }
        assertThat(found).isEqualTo(expected());
    }

    @Test
    void leaves_other_compressions_as_they_are() throws Exception {
        // Given
        ImageBytes image = ImageBytes.of(image("zstd"));

        // When
        ImageLayout layout = new ErofsReader().read(image);

        // Then
        assertThat(layout.pieces()).hasSize(1);
        assertThat(layout.files().stream().map(ImageFile::path))
                .contains("\0compressed/numbers/noise", "numbers/first")
                .hasSize(expected().size() + 1);
    }

    /** One of the images, by the name of its file without ending. */
    static byte[] image(String name) throws IOException {
        try (InputStream packed = GoldenErofsTest.class.getResourceAsStream("/erofs/" + name + ".erofs.gz")) {
            return new GZIPInputStream(packed).readAllBytes();
        }
    }

    private static Map<String, String> expected() throws IOException {
        try (InputStream csv = GoldenErofsTest.class.getResourceAsStream("/erofs/files.csv")) {
            List<String> lines = new String(csv.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            Map<String, String> files = new TreeMap<>();
            lines.forEach(line -> files.put(line.split(",", 2)[0], line.split(",", 2)[1]));
            return files;
        }
    }
}
