package io.slipway.client.component.compose.file;

import java.nio.charset.StandardCharsets;

import io.slipway.client.fixture.TestTar;

/** Makes the image of an application with one service. */
final class AppImage {

    private AppImage() {}

    /** An image whose service {@code web} has the image {@code reference} with this archive, and these further settings. */
    static byte[] of(String reference, byte[] archive, String settings) {
        String digest = reference.substring(reference.length() - 64);
        return new TestTar()
                .file("compose.yaml", 0644, "services:\n  web:\n    image: " + reference + "\n" + settings.indent(4))
                .file("config/app.conf", 0640, reference)
                .file("images/" + digest + ".tar", archive)
                .bytes();
    }

    static byte[] archive(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }
}
